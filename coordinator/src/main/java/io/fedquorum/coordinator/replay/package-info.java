/**
 * Replay: computes a training again from its event log and artifacts, with the very code that ran
 * it, and stops at the first event that differs. It needs no database and no coordinator.
 */
package io.fedquorum.coordinator.replay;
