/**
 * The command line. It runs without the service's framework, so that a command that needs no server
 * answers at once. People read stderr and plain text; programs ask for {@code --json} and read one
 * document on stdout.
 */
package io.fedquorum.coordinator.cli;
