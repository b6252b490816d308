package io.fedquorum.coordinator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.support.TestServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
class DatabaseTrainingRepositoryTest {
  private static final String SPEC = "{\"b\":1,  \"a\":1.50}";

  @Inject TrainingRepository trainings;
  private final String id = UUID.randomUUID().toString();

  @Test
  void shouldKeepTheSpecByteForByte() {
    StoredTraining created = trainings.create(id, SPEC, "{}", "created");

    assertThat(trainings.find(id)).hasValue(created);
    assertThat(trainings.all()).contains(created);
    assertThat(created.spec()).isEqualTo(SPEC);
  }

  @Test
  void shouldRefuseAnIdThatIsTaken() {
    trainings.create(id, SPEC, "{}", "created");

    assertThatThrownBy(() -> trainings.create(id, SPEC, "{}", "created"))
        .isInstanceOf(TrainingConflictException.class)
        .hasMessage("training '" + id + "' exists already");
  }

  @Test
  void shouldStoreAChangeWithANewVersion() {
    StoredTraining created = trainings.create(id, SPEC, "{}", "created");
    long onChain = Integer.toUnsignedLong(id.hashCode());

    StoredTraining changed = trainings.update(moved(created, onChain, "open"));

    assertThat(changed.version()).isEqualTo(created.version() + 1);
    assertThat(trainings.findOnChain(onChain)).hasValue(changed);
    assertThat(changed.status()).isEqualTo("open");
  }

  @Test
  void shouldRefuseAChangeThatIsBasedOnAnOldVersion() {
    StoredTraining created = trainings.create(id, SPEC, "{}", "created");
    trainings.update(moved(created, null, "open"));

    assertThatThrownBy(() -> trainings.update(moved(created, null, "cancelled")))
        .isInstanceOf(TrainingConflictException.class)
        .hasMessageContaining("is no longer at version " + created.version());
    assertThat(trainings.find(id).orElseThrow().status()).isEqualTo("open");
  }

  private static StoredTraining moved(StoredTraining from, Long onChain, String status) {
    return new StoredTraining(
        from.id(), onChain, from.spec(), from.state(), status, from.version(), from.createdAt());
  }
}
