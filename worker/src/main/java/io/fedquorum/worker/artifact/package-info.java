/**
 * The coordinator over HTTP: its deployment and its artifact store. Every answer is bounded and
 * checked, every request but the first is signed.
 */
package io.fedquorum.worker.artifact;
