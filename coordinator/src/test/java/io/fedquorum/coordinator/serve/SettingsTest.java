package io.fedquorum.coordinator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fedquorum.coordinator.client.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final String[] KEYS = {"fedq.htpp.port", "fedq.http.port"};

  @AfterEach
  void clear() {
    for (String key : KEYS) {
      System.clearProperty(key);
    }
  }

  @Test
  void shouldReadSystemProperties() {
    System.setProperty("fedq.http.port", "9123");

    assertThat(Settings.read().http().port()).isEqualTo(9123);
  }

  @Test
  void shouldNameAKeyThatIsWrong() {
    System.setProperty("fedq.htpp.port", "1");

    StartFailure fault = catchThrowableOfType(StartFailure.class, Settings::read);

    assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(fault).hasMessageContaining("fedq.htpp.port");
  }

  @Test
  void shouldNameAValueThatIsWrong() {
    System.setProperty("fedq.http.port", "eighty");

    StartFailure fault = catchThrowableOfType(StartFailure.class, Settings::read);

    assertThat(fault).hasMessageContaining("eighty");
    assertThat(fault.getMessage().lines()).hasSize(1);
  }
}
