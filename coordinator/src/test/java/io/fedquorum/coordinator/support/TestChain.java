package io.fedquorum.coordinator.support;

import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.coordinator.artifact.UploadListener;
import io.fedquorum.coordinator.artifact.UploadPolicy;
import io.fedquorum.coordinator.chain.ChainStatus;
import io.fedquorum.coordinator.chain.DeploymentSource;
import io.fedquorum.coordinator.chain.WorkerDirectory;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.protocol.RequestAuthorization;
import io.fedquorum.protocol.RequestClaims;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ports that the chain fills, for tests of HTTP. A signature here is SHA-256 of worker and
 * hash, then the s and v bytes; what a real one must be is tested with the chain adapter.
 */
@Mock
@ApplicationScoped
public class TestChain
    implements DeploymentSource, WorkerDirectory, ChainStatus, UploadPolicy, UploadListener {
  /** The deployment that signatures are bound to. */
  public static final DeploymentInfo DEPLOYMENT =
      new DeploymentInfo(
          1337,
          "test/1",
          Address.of("0x" + "a".repeat(40)),
          Address.of("0x" + "b".repeat(40)),
          1,
          BigInteger.TEN,
          new DatasetRef("digits", 10, 10, Digest.of(new byte[] {1})),
          new NumericProfile("engine", "native", "blas", 1, Digest.of(new byte[] {2})));

  private static final byte HIGH_S = (byte) 0xff;
  private final Set<Address> members = ConcurrentHashMap.newKeySet();
  private final Map<Digest, ModelSpec> owed = new ConcurrentHashMap<>();
  private final Map<Digest, OptionalLong> uploads = new ConcurrentHashMap<>();

  /** A new active member. */
  public Address member() {
    byte[] random = new byte[20];
    new SecureRandom().nextBytes(random);
    Address worker = Address.of("0x" + java.util.HexFormat.of().formatHex(random));
    members.add(worker);
    return worker;
  }

  /** Lets every member upload this digest. */
  public void owe(Digest digest, ModelSpec model) {
    owed.put(digest, model);
  }

  /** What the listener heard. */
  public Optional<OptionalLong> heard(Digest digest) {
    return Optional.ofNullable(uploads.get(digest));
  }

  /** The header of a request signed now, good for a minute. */
  public static String header(Address worker, String method, String path, Digest body) {
    return header(worker, method, path, body, Instant.now().getEpochSecond() + 60);
  }

  /** The header of a request that expires at a second. */
  public static String header(
      Address worker, String method, String path, Digest body, long expiresAt) {
    byte[] nonce = new byte[32];
    new SecureRandom().nextBytes(nonce);
    RequestClaims claims =
        new RequestClaims(worker, method, path, body, Bytes32.of(nonce), expiresAt);
    Bytes32 hash = claims.signingHash(DEPLOYMENT.chainId(), DEPLOYMENT.jobs());
    return RequestAuthorization.of(claims, signature(worker, hash)).header();
  }

  /** The same header with a high s. */
  public static String withHighS(String header) {
    int s = header.indexOf("signature=\"0x") + "signature=\"0x".length() + 64;
    return header.substring(0, s) + "ff" + header.substring(s + 2);
  }

  @Override
  public Optional<DeploymentInfo> deployment() {
    return Optional.of(DEPLOYMENT);
  }

  @Override
  public Optional<Address> signer(Bytes32 hash, byte[] signature) {
    return signature[32] == HIGH_S
        ? Optional.empty()
        : members.stream().filter(w -> Arrays.equals(signature(w, hash), signature)).findFirst();
  }

  @Override
  public boolean isActive(Address worker) {
    return !worker.value().startsWith("0x00") && members.contains(worker);
  }

  /** A worker that signs well and is no active member. */
  public Address stranger() {
    Address worker = Address.of("0x00" + member().value().substring(4));
    members.add(worker);
    return worker;
  }

  @Override
  public ChainIdentity identity() {
    return new ChainIdentity(ChainIdentity.Kind.DEVELOPMENT, "test/1", 1337);
  }

  @Override
  public Optional<ModelSpec> allowed(Address worker, Digest digest) {
    return Optional.ofNullable(owed.get(digest));
  }

  @Override
  public void uploaded(Address worker, Digest digest, OptionalLong trainingMillis) {
    uploads.put(digest, trainingMillis);
  }

  private static byte[] signature(Address worker, Bytes32 hash) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(worker.bytes());
    return Arrays.copyOf(sha256.digest(hash.bytes()), 65);
  }
}
