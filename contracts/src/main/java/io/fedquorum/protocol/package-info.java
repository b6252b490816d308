/**
 * The wire protocol that coordinator, workers and contracts share: value types, canonical bytes and
 * hashes. It knows no network, no chain library and no clock.
 */
package io.fedquorum.protocol;
