/** Verdicts: which result of a job is accepted and how each replica is judged. Pure. */
package io.fedquorum.coordinator.verification;
