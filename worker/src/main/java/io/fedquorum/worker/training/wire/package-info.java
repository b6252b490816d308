/** What the engine and its trainer process say to each other over the child's stdin and stdout. */
package io.fedquorum.worker.training.wire;
