/** Programs that measure what docs/ref-figures.md says; no tests. */
package io.fedquorum.coordinator.figures;
