/** The coordinator's settings. */
package io.fedquorum.coordinator.config;
