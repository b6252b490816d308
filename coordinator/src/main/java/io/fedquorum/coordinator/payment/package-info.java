/** Who earned and who lost what: the cumulative ledger of a training. Pure. */
package io.fedquorum.coordinator.payment;
