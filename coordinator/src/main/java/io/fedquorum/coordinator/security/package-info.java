/**
 * Who calls: operators and researchers by token, workers by a signature over each request. What a
 * role may do is said at each resource method.
 */
package io.fedquorum.coordinator.security;
