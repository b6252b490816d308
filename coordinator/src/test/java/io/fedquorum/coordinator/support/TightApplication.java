package io.fedquorum.coordinator.support;

import io.fedquorum.coordinator.security.FakeIssuer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * A second application: limits so low that a test reaches them, and an issuer of tokens. It has a
 * JVM of its own, since {@link TestServices} don't outlive the first one's class loader.
 */
public final class TightApplication implements QuarkusTestProfile {
  /** Marks the tests that run with it. */
  public static final String TAG = "tight-application";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "fedq.http.idle-timeout", "2s",
        "fedq.http.body-timeout", "5s",
        "fedq.http.max-streams", "2",
        "fedq.http.max-uploads", "1",
        "fedq.artifacts.max-norm", "10",
        "fedq.security.worker-burst", "5",
        "fedq.security.worker-rate", "1",
        "fedq.security.address-burst", "60",
        "fedq.security.address-rate", "1");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(FakeIssuer.class));
  }
}
