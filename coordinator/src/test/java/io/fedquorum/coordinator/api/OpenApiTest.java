package io.fedquorum.coordinator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.support.TestServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/openapi.yaml} to the code; {@code -Dopenapi.update} writes it anew. */
@QuarkusTest
@QuarkusTestResource(TestServices.class)
class OpenApiTest {
  private static final Path COMMITTED = Path.of("..", "docs", "openapi.yaml");

  @Test
  void shouldBeTheCommittedDocument() throws IOException {
    String served = RestAssured.get("/q/openapi?format=yaml").asString();
    if (Boolean.getBoolean("openapi.update")) {
      Files.writeString(COMMITTED, served);
    }

    assertThat(served)
        .as("docs/openapi.yaml differs from the API; run this test with -Dopenapi.update=true")
        .isEqualTo(Files.readString(COMMITTED));
  }
}
