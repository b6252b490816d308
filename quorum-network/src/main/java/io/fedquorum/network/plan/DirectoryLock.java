package io.fedquorum.network.plan;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One command at a time changes a network directory. */
public final class DirectoryLock implements AutoCloseable {
  static final String FILE = ".lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, and makes the directory where it is missing.
   *
   * @throws NetworkException when another command holds it
   */
  public static DirectoryLock take(Path directory) {
    try {
      OwnerOnly.createDirectory(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return new DirectoryLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new NetworkException(
          Reason.FOREIGN_DIRECTORY, "directory '" + directory + "' cannot be written", e);
    }
    throw new NetworkException(
        Reason.FOREIGN_DIRECTORY,
        "another network command works in '" + directory + "'; wait for its end");
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new NetworkException(Reason.FOREIGN_DIRECTORY, "the lock file cannot be closed", e);
    }
  }
}
