/** Who trains which job: assignment designs and their seeded draws. Pure and deterministic. */
package io.fedquorum.coordinator.assignment;
