package io.fedquorum.network.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files and directories that only their owner may read, where the file system knows permissions.
 */
public final class OwnerOnly {
  private OwnerOnly() {}

  /** Makes a directory, parents included; an existing one stays as it is. */
  public static void createDirectory(Path directory) {
    try {
      Files.createDirectories(directory, attributes(directory, "rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory + "' cannot be made", e);
    }
  }

  /** Writes a new secret; it is never readable by others, not even for a moment. */
  public static void write(Path file, String secret) {
    try {
      Files.createFile(file, attributes(file, "rw-------"));
      Files.write(file, secret.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be written", e);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
