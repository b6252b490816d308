package io.fedquorum.worker;

import io.fedquorum.protocol.Address;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator of a worker said, checked.
 *
 * @param rpc the worker's own node
 * @param coordinator the coordinator
 * @param keystore key file
 * @param passphraseFile its first line is the passphrase
 * @param data where journals of all deployments are; empty for a default per account
 * @param stake in wei; empty for the registry's minimum
 * @param dataset which data; auto takes what the coordinator has
 * @param datasetDirectory where MNIST is
 * @param startTimeout how long the coordinator is waited for
 * @param simulation name of a simulated behaviour; empty for an honest worker
 * @param accomplices other accounts of a simulated attacker
 */
record WorkerOptions(
    URI rpc,
    URI coordinator,
    Path keystore,
    Path passphraseFile,
    Optional<Path> data,
    Optional<BigInteger> stake,
    DatasetChoice dataset,
    Optional<Path> datasetDirectory,
    Duration startTimeout,
    Optional<String> simulation,
    Set<Address> accomplices) {
  WorkerOptions {
    Objects.requireNonNull(rpc, "rpc");
    Objects.requireNonNull(coordinator, "coordinator");
    Objects.requireNonNull(keystore, "keystore");
    Objects.requireNonNull(passphraseFile, "passphraseFile");
    Objects.requireNonNull(dataset, "dataset");
    accomplices = Set.copyOf(accomplices);
  }
}
