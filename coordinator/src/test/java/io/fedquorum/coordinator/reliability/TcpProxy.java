package io.fedquorum.coordinator.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP connection's middle man on loopback. Its target and its fault can be changed while it runs;
 * connections that are open feel the fault with their next bytes.
 */
final class TcpProxy implements AutoCloseable {
  /** What goes wrong. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** Each piece, of either direction, arrives 200 ms late. */
    DELAY,
    /** The connection is reset when something is sent. */
    RESET,
    /** Nothing arrives any more and nobody is told: what a dead network looks like. */
    HALF_OPEN,
    /** What is sent arrives; the answer is thrown away and the connection reset. */
    ANSWER_LOST
  }

  private static final int DELAY_MILLIS = 200;
  private final String name;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong hits = new AtomicLong();
  private volatile int target;
  private volatile Fault fault = Fault.NONE;

  TcpProxy(String name, int target) throws IOException {
    this.name = name;
    this.target = target;
    this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  /** Where clients connect to. */
  int port() {
    return server.getLocalPort();
  }

  /** Where new connections lead to from now on; those that are open are closed. */
  void target(int port) {
    target = port;
    open.forEach(TcpProxy::reset);
  }

  /** What goes wrong from now on. */
  void fault(Fault now) {
    fault = now;
  }

  /** How many pieces of data met a fault so far. */
  long hits() {
    return hits.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(TcpProxy::reset);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        start("connect", () -> connect(client));
      } catch (IOException e) {
        // Closed, or a client that left at once.
        continue;
      }
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try {
      Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(upstream);
      start("up", () -> pump(client, upstream, false));
      start("down", () -> pump(upstream, client, true));
    } catch (IOException e) {
      reset(client);
      open.remove(client);
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      boolean lost = false;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        // A connection that lost bytes stays dead: going on would corrupt the stream.
        lost = lost || isLost(answers, from, to);
        if (!lost) {
          out.write(buffer, 0, n);
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      reset(to);
      reset(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
    }
  }

  /** Does what the fault asks for; whether this piece is not to arrive. */
  private boolean isLost(boolean answers, Socket from, Socket to)
      throws IOException, InterruptedException {
    Fault now = fault;
    if (now == Fault.NONE || (now == Fault.ANSWER_LOST && !answers)) {
      return false;
    }
    hits.incrementAndGet();
    if (now == Fault.DELAY) {
      Thread.sleep(DELAY_MILLIS);
      return false;
    }
    if (now != Fault.HALF_OPEN) {
      reset(from);
      reset(to);
    }
    return true;
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed then.
      return;
    }
  }

  private void start(String what, Runnable work) {
    Thread thread = new Thread(work, "proxy-" + name + "-" + what);
    thread.setDaemon(true);
    thread.start();
  }
}
