package io.fedquorum.coordinator.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FedqConfigTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `(fedq\\.[a-z.-]+)` \\| (?:`([^`]+)`|-) \\| (\\S.*\\S) \\|");

  @Test
  void shouldHaveTheseDefaults() {
    FedqConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(FedqConfig.class)
            .build()
            .getConfigMapping(FedqConfig.class);

    assertThat(config.home()).isEqualTo(Path.of(".fedq"));
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.database().url()).isEmpty();
    assertThat(config.database().maxConnections()).isEqualTo(16);
    assertThat(config.kafka().bootstrapServers()).isEmpty();
    assertThat(config.kafka().topic()).isEqualTo("fedquorum.events");
    assertThat(config.kafka().replicas()).isEqualTo((short) 1);
    assertThat(config.chain().allowDevelopment()).isFalse();
    assertThat(config.artifacts().directory()).isEmpty();
    assertThat(config.security().requestMaxAge()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.security().workerBurst()).isEqualTo(60);
    assertThat(config.security().workerRate()).isEqualTo(20);
    assertThat(config.replica().id()).isEmpty();
    assertThat(config.replica().lease()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.replica().drain()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void shouldBeDocumentedKeyByKeyWithItsDefault() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    List<String> page = Files.readAllLines(Path.of("..", "docs", "ref-configuration.md"));
    for (String line : page) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        documented.put(row.group(1), String.valueOf(row.group(2)));
      }
    }

    Map<String, String> keys = new TreeMap<>();
    collect("fedq", FedqConfig.class, keys);

    assertThat(documented).isEqualTo(keys);
  }

  private static void collect(String prefix, Class<?> group, Map<String, String> keys) {
    for (Method key : new ArrayList<>(List.of(group.getDeclaredMethods()))) {
      String name = prefix + "." + kebab(key.getName());
      if (key.getReturnType().getEnclosingClass() == FedqConfig.class) {
        collect(name, key.getReturnType(), keys);
      } else if (!key.isSynthetic()) {
        WithDefault fallback = key.getAnnotation(WithDefault.class);
        keys.put(name, fallback == null ? "null" : fallback.value());
      }
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
