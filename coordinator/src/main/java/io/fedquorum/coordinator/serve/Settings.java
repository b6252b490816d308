package io.fedquorum.coordinator.serve;

import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.config.FedqConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Reads the settings before Quarkus starts. */
final class Settings {
  private Settings() {}

  /**
   * Reads system properties and environment.
   *
   * @throws StartFailure one line that names the wrong key
   */
  static FedqConfig read() {
    try {
      return new SmallRyeConfigBuilder()
          .addDefaultSources()
          .addDefaultInterceptors()
          .addDiscoveredConverters()
          .withMapping(FedqConfig.class)
          .build()
          .getConfigMapping(FedqConfig.class);
    } catch (ConfigValidationException e) {
      throw new StartFailure(ExitCode.USAGE, "configuration: " + first(e), e);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(ExitCode.USAGE, "configuration: " + e.getMessage(), e);
    }
  }

  private static String first(ConfigValidationException fault) {
    return fault.getProblem(0).getMessage() + " (see docs/ref-configuration.md)";
  }
}
