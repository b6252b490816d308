/**
 * REST under {@code /api/v1}: resources, authentication, and the one map from exceptions to problem
 * details. A resource stays thin: it reads the request, asks a port, and returns a record.
 */
package io.fedquorum.coordinator.api;
