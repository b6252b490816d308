package io.fedquorum.network.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on the loopback interface. */
public final class Ports {
  private Ports() {}

  /** A port that nobody listens on now. Another program may take it before it is used. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free TCP port on the loopback interface", e);
    }
  }

  /** Whether somebody listens on this port of the loopback interface. */
  public static boolean taken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the nodes do: a connection of an earlier run that still lingers is no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Refuses a port that is taken.
   *
   * @throws NetworkException naming the port and what wanted it
   */
  public static void requireFree(String what, int port) {
    if (port < 1 || port > 65535) {
      throw new NetworkException(
          NetworkException.Reason.BAD_INPUT,
          "%s port '%d' must be from 1 to 65535".formatted(what, port));
    }
    if (taken(port)) {
      throw new NetworkException(
          NetworkException.Reason.PORT_TAKEN,
          "%s port '%d' is taken by another program; choose another with --port"
              .formatted(what, port));
    }
  }
}
