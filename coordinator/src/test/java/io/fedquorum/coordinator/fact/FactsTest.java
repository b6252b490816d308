package io.fedquorum.coordinator.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final List<Fact> ALL = all();

  @Test
  void shouldReadBackEachKindOfFactAsItWas() {
    assertThat(kinds()).isEqualTo(Set.of(Fact.class.getPermittedSubclasses()));

    for (Fact fact : ALL) {
      JsonNode stored = CanonicalJson.read(CanonicalJson.write(Facts.toJson(fact)), JsonNode.class);

      assertThat(Facts.read(Facts.typeOf(fact), stored)).isEqualTo(fact);
    }
  }

  @Test
  void shouldNameAFactByItsRecord() {
    assertThat(Facts.typeOf(new Fact.TrainingPaused())).isEqualTo("io.fedquorum.TrainingPaused");
  }

  @Test
  void shouldRefuseAnUnknownType() {
    JsonNode data = Facts.toJson(new Fact.TrainingPaused());

    assertThatThrownBy(() -> Facts.read("io.fedquorum.Nothing", data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event type 'io.fedquorum.Nothing' is not one of this version");
    assertThatThrownBy(() -> Facts.read("TrainingPaused", data))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAFieldThatNoFactHas() {
    ObjectNode data = ((ObjectNode) Facts.toJson(new Fact.TrainingPaused())).put("why", "because");

    assertThatThrownBy(() -> Facts.read("io.fedquorum.TrainingPaused", data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a valid TrainingPaused")
        .hasMessageContaining("why");
  }

  @Test
  void shouldRefuseEachFactWithoutOneOfItsValues() {
    for (Fact fact : ALL) {
      for (String field : fieldsOf(fact)) {
        ObjectNode data = Facts.toJson(fact).deepCopy();
        data.putNull(field);

        assertThatThrownBy(() -> Facts.read(Facts.typeOf(fact), data))
            .as("%s without %s", Facts.typeOf(fact), field)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static List<String> fieldsOf(Fact fact) {
    List<String> fields = new ArrayList<>();
    Facts.toJson(fact).fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static Set<Class<?>> kinds() {
    return ALL.stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet());
  }

  private static TransactionRef transaction(List<Fact> facts) {
    return ((Fact.TrainingCreated) facts.get(0)).transaction();
  }

  private static List<Fact> all() {
    List<Fact> facts =
        new ArrayList<>(
            new Run(World.of(7, 2, Behaviour.COLLUDING), Specs.rounds(1)).toEnd().facts());
    facts.add(new Fact.TrainingPaused());
    facts.add(new Fact.TrainingResumed());
    facts.add(new Fact.RoundEscalated(1, Fixtures.digest("extended"), List.of(2, 5), 7));
    facts.add(new Fact.RoundAbandoned(1, transaction(facts)));
    return facts;
  }
}
