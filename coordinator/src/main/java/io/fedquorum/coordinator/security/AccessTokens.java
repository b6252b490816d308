package io.fedquorum.coordinator.security;

import io.fedquorum.coordinator.config.FedqConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The operator's, the researchers' and the viewers' tokens. Each is made at first start and kept in
 * a file that only its owner can read; the log names the file, never the token.
 */
@Startup
@ApplicationScoped
class AccessTokens {
  private static final Logger LOG = Logger.getLogger(AccessTokens.class);
  private static final int BYTES = 32;
  private final byte[] operator;
  private final byte[] researcher;
  private final byte[] viewer;

  AccessTokens(FedqConfig settings) {
    FedqConfig.Security files = settings.security();
    operator =
        token(
            Roles.OPERATOR,
            files.operatorTokenFile().orElse(settings.home().resolve("operator.token")));
    researcher =
        token(
            Roles.RESEARCHER,
            files.researcherTokenFile().orElse(settings.home().resolve("researcher.token")));
    viewer =
        token(
            Roles.VIEWER, files.viewerTokenFile().orElse(settings.home().resolve("viewer.token")));
  }

  /** The role of a token; compares in constant time. */
  Optional<String> role(String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    boolean isOperator = MessageDigest.isEqual(given, operator);
    boolean isResearcher = MessageDigest.isEqual(given, researcher);
    boolean isViewer = MessageDigest.isEqual(given, viewer);
    if (isOperator) {
      return Optional.of(Roles.OPERATOR);
    }
    if (isResearcher) {
      return Optional.of(Roles.RESEARCHER);
    }
    return isViewer ? Optional.of(Roles.VIEWER) : Optional.empty();
  }

  private static byte[] token(String role, Path file) {
    try {
      if (Files.notExists(file)) {
        create(file);
      }
      String token = Files.readString(file).strip();
      if (token.length() < BYTES) {
        throw new IllegalStateException(
            file
                + " must hold a token of at least "
                + BYTES
                + " characters; delete it for a new one");
      }
      Redaction.hide(token);
      LOG.infof("the %s's token is in %s", role, file);
      return token.getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("can't keep the " + role + "'s token in " + file, e);
    }
  }

  private static void create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path fresh =
        Files.createTempFile(
            directory,
            "token",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
