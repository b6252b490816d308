package io.fedquorum.coordinator.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * JSON text that goes out as it is.
 *
 * @param text valid JSON
 */
record RawJson(@JsonValue @JsonRawValue String text) {}
