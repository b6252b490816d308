package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Trainings as text. */
final class TrainingText {
  private TrainingText() {}

  static String list(JsonNode all) {
    if (all.isEmpty()) {
      return "no trainings yet; create one with 'fedq training create -f FILE'";
    }
    StringBuilder text =
        new StringBuilder("%-36s  %-10s  %-9s  %-9s  %s".formatted(
            "ID", "STATUS", "ROUND", "ACCURACY", "NAME"));
    for (JsonNode one : all) {
      text.append(
          "%n%-36s  %-10s  %-9s  %-9s  %s"
              .formatted(
                  one.path("id").asText(),
                  one.path("status").asText(),
                  one.path("round").asText() + "/" + one.path("rounds").asText(),
                  one.path("accuracy").isNumber() ? one.path("accuracy").asText() : "-",
                  one.path("name").asText()));
    }
    return text.toString();
  }

  static String show(JsonNode one) {
    StringBuilder text = new StringBuilder();
    one.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                text.append("%-16s %s%n".formatted(field.getKey(), field.getValue().asText()));
              }
            });
    return text.toString().stripTrailing();
  }
}
