/** The service's entry: starts what is embedded, then Quarkus. */
package io.fedquorum.coordinator.serve;
