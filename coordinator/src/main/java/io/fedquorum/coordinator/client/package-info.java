/** What talks to a coordinator over HTTP, for the command line and the demonstration. */
package io.fedquorum.coordinator.client;
