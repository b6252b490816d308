/**
 * The one adapter of the chain port: web3j and web3j-quorum over JSON-RPC. Nothing outside this
 * package imports {@code org.web3j}; callers begin at {@link io.fedquorum.chain.web3j.Web3jChains}.
 */
package io.fedquorum.chain.web3j;
