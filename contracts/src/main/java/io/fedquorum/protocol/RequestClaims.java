package io.fedquorum.protocol;

import java.util.Objects;

/**
 * What a worker signs for each request to the coordinator (EIP-712). The nonce may be used once and
 * the request is void after its expiry, so a captured request can't be replayed.
 *
 * @param worker the signer
 * @param method HTTP method, upper case
 * @param path path and query as sent
 * @param bodyDigest SHA-256 of the body; of no bytes when there is none
 * @param nonce 32 random bytes
 * @param expiresAt seconds since the epoch
 */
public record RequestClaims(
    Address worker, String method, String path, Digest bodyDigest, Bytes32 nonce, long expiresAt) {
  private static final String TYPE =
      "Request(address worker,string method,string path,bytes32 bodyDigest,bytes32 nonce,uint256 expiresAt)";
  private static final String DOMAIN_TYPE =
      "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

  public RequestClaims {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(bodyDigest, "bodyDigest");
    Objects.requireNonNull(nonce, "nonce");
  }

  /**
   * The EIP-712 hash to sign.
   *
   * @param chainId the chain's id
   * @param jobRegistry the verifying contract, so that a signature holds for one deployment only
   */
  public Bytes32 signingHash(long chainId, Address jobRegistry) {
    Bytes32 domain =
        new AbiWords()
            .addHashOf(DOMAIN_TYPE)
            .addHashOf("FedQuorum")
            .addHashOf("1")
            .add(chainId)
            .add(jobRegistry)
            .hash();
    Bytes32 struct =
        new AbiWords()
            .addHashOf(TYPE)
            .add(worker)
            .addHashOf(method)
            .addHashOf(path)
            .add(bodyDigest.word())
            .add(nonce)
            .add(expiresAt)
            .hash();
    return Keccak.hash(new byte[] {0x19, 0x01}, domain.bytes(), struct.bytes());
  }
}
