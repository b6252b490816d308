package io.fedquorum.coordinator.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** One exchange over a plain socket: what is sent is not checked, so it may be nonsense. */
public final class RawHttp {
  private static final int MOST = 1 << 20;
  private static final int PATIENCE_MILLIS = 20_000;

  /**
   * What came back.
   *
   * @param status 0 when the server closed the connection without an answer
   * @param text status line, headers and body
   */
  public record Answer(int status, String text) {}

  private RawHttp() {}

  /** Sends bytes, says that no more will come, and reads to the end of the answer. */
  public static Answer exchange(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      return exchange(socket, request);
    }
  }

  private static Answer exchange(Socket socket, byte[] request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      readInto(answer, socket.getInputStream());
    } catch (SocketException e) {
      // A server that refuses unread bytes may reset the connection; what came before counts.
      return parse(answer);
    }
    return parse(answer);
  }

  private static void readInto(ByteArrayOutputStream answer, InputStream in) throws IOException {
    byte[] buffer = new byte[8_192];
    int read = in.read(buffer);
    while (read >= 0 && answer.size() < MOST && !isStream(answer)) {
      answer.write(buffer, 0, read);
      read = in.read(buffer);
    }
  }

  /** Server-sent events don't end. */
  private static boolean isStream(ByteArrayOutputStream answer) {
    return answer.size() < 2_000
        && answer.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream");
  }

  private static Answer parse(ByteArrayOutputStream answer) {
    String text = answer.toString(StandardCharsets.ISO_8859_1);
    boolean isHttp = text.matches("(?s)HTTP/1\\.[01] [0-9]{3}.*");
    return new Answer(isHttp ? Integer.parseInt(text.substring(9, 12)) : 0, text);
  }
}
