package io.fedquorum.worker.training.dataset;

import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A dataset that this program makes, kept below the cache directory with its digest beside it. A
 * copy whose bytes do not have that digest is made anew.
 *
 * @param name the dataset's name
 * @param origin where it comes from, for people
 */
record OwnDataset(String name, String origin) {
  private static final String DIGEST_FILE = "sha256";

  /** The dataset in this directory, made now unless an intact copy is there. */
  Dataset in(Path directory, Supplier<Map<DatasetFile, IdxFile>> maker) {
    try {
      if (!intact(directory)) {
        Directories.delete(directory);
        Map<DatasetFile, IdxFile> files = maker.get();
        Directories.create(directory, fresh -> write(files, fresh));
      }
      Digest digest = new Digest(Files.readString(directory.resolve(DIGEST_FILE)));
      int train = labels(directory, DatasetFile.TRAIN_LABELS);
      int test = labels(directory, DatasetFile.TEST_LABELS);
      return new Dataset(new DatasetRef(name, train, test, digest), directory, origin);
    } catch (IOException e) {
      throw new DatasetException(
          directory + ": the dataset '" + name + "' cannot be kept there: " + e.getMessage(), e);
    }
  }

  private static boolean intact(Path directory) throws IOException {
    Path recorded = directory.resolve(DIGEST_FILE);
    if (!Files.isRegularFile(recorded)) {
      return false;
    }
    for (DatasetFile file : DatasetFile.values()) {
      if (!Files.isRegularFile(directory.resolve(file.fileName()))) {
        return false;
      }
    }
    return Files.readString(recorded).equals(digest(directory).value());
  }

  private static void write(Map<DatasetFile, IdxFile> files, Path directory) throws IOException {
    for (DatasetFile file : DatasetFile.values()) {
      files.get(file).write(directory.resolve(file.fileName()));
    }
    Files.writeString(directory.resolve(DIGEST_FILE), digest(directory).value());
  }

  private static Digest digest(Path directory) {
    MessageDigest sha256 = Digest.sha256();
    for (DatasetFile file : DatasetFile.values()) {
      IdxFile.feed(directory.resolve(file.fileName()), sha256);
    }
    return Digest.ofHash(sha256.digest());
  }

  private static int labels(Path directory, DatasetFile file) {
    return IdxFile.read(directory.resolve(file.fileName()), false).count();
  }
}
