/**
 * The chain port: what the rest of the product may ask of a blockchain. The one adapter is in
 * {@code io.fedquorum.chain.web3j}; nothing else imports web3j.
 */
package io.fedquorum.chain;
