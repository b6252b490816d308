/** Copies of a coordinator's database and artifacts, and homes made of such copies. */
package io.fedquorum.coordinator.backup;
