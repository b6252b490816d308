/** What the coordinator remembers of the chain, in PostgreSQL: transactions, cursor, events. */
package io.fedquorum.coordinator.chain;
