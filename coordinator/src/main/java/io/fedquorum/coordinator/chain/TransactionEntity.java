package io.fedquorum.coordinator.chain;

import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionStore.Stored;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;

/** A row of {@code chain_transaction}. */
@Entity
@Table(name = "chain_transaction")
class TransactionEntity {
  @Id String intent;
  String account;
  long nonce;
  byte[] raw;
  String hash;
  String receipt;

  Stored toStored() {
    Receipt mined =
        receipt == null
            ? null
            : CanonicalJson.read(receipt.getBytes(StandardCharsets.UTF_8), Receipt.class);
    return new Stored(intent, new Address(account), nonce, raw.clone(), new Bytes32(hash), mined);
  }
}
