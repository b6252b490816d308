/** What a training's facts add up to: the same numbers for the API, the demo and people. Pure. */
package io.fedquorum.coordinator.history;
