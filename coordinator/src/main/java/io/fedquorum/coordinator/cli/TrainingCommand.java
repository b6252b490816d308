package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.client.Watch;
import io.fedquorum.coordinator.training.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fedq training …}: what an operator does with trainings. */
@Command(
    name = "training",
    description = "Create, list, show, watch, pause, resume and cancel trainings.",
    mixinStandardHelpOptions = true)
final class TrainingCommand implements Runnable {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a sub-command of training is missing");
  }

  @Command(
      name = "create",
      description = "Create a training from a YAML or JSON file.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin ServerOptions server,
      @Mixin Output output,
      @Option(names = "-f", required = true, paramLabel = "FILE", description = "The training.")
          Path file) {
    TrainingRequest request = read(file);
    request.toSpec();
    JsonNode made = server.client().post("/api/v1/trainings", request);
    output.print(made, "training " + made.path("id").asText() + " is created");
    return 0;
  }

  @Command(name = "list", description = "List all trainings.", mixinStandardHelpOptions = true)
  int list(@Mixin ServerOptions server, @Mixin Output output) {
    JsonNode all = server.client().get("/api/v1/trainings");
    output.print(all, TrainingText.list(all));
    return 0;
  }

  @Command(name = "show", description = "Show one training.", mixinStandardHelpOptions = true)
  int show(
      @Mixin ServerOptions server, @Mixin Output output, @Parameters(paramLabel = "ID") String id) {
    JsonNode one = server.client().get("/api/v1/trainings/" + id);
    output.print(one, TrainingText.show(one));
    return 0;
  }

  @Command(
      name = "watch",
      description = "Print what happens until the training is over.",
      mixinStandardHelpOptions = true)
  int watch(
      @Mixin ServerOptions server, @Mixin Output output, @Parameters(paramLabel = "ID") String id)
      throws InterruptedException {
    Watch watch = new Watch(server.client(), id);
    Progress progress = new Progress(output);
    watch.untilOver(progress, () -> {});
    progress.end();
    JsonNode one = server.client().get("/api/v1/trainings/" + id);
    output.print(one, TrainingText.show(one));
    return 0;
  }

  @Command(
      name = "pause",
      description = "Begin no further round; the one in hand is finished.",
      mixinStandardHelpOptions = true)
  int pause(
      @Mixin ServerOptions server, @Mixin Output output, @Parameters(paramLabel = "ID") String id) {
    return act(server, output, id, "pause");
  }

  @Command(
      name = "resume",
      description = "Go on with a paused training, or try a failed step again.",
      mixinStandardHelpOptions = true)
  int resume(
      @Mixin ServerOptions server, @Mixin Output output, @Parameters(paramLabel = "ID") String id) {
    return act(server, output, id, "resume");
  }

  @Command(
      name = "cancel",
      description = "End a training after the round in hand and refund what is left.",
      mixinStandardHelpOptions = true)
  int cancel(
      @Mixin ServerOptions server, @Mixin Output output, @Parameters(paramLabel = "ID") String id) {
    return act(server, output, id, "cancel");
  }

  private static int act(ServerOptions server, Output output, String id, String action) {
    JsonNode one = server.client().post("/api/v1/trainings/" + id + "/" + action, new Object[0]);
    output.print(one, action + " of training " + id + " is noted");
    return 0;
  }

  static TrainingRequest read(Path file) {
    try {
      TrainingRequest request = YAML.readValue(Files.readAllBytes(file), TrainingRequest.class);
      if (request == null) {
        throw new CommandFailure(ExitCode.USAGE, "'" + file + "' is empty");
      }
      return request;
    } catch (UnrecognizedPropertyException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "'%s': field '%s' is unknown; known are %s"
              .formatted(file, e.getPropertyName(), sorted(e.getKnownPropertyIds())));
    } catch (MismatchedInputException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "'%s' is not a training: %s%s"
              .formatted(file, field(e), e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "'%s' is not a training: %s"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FILE, "'" + file + "' can't be read");
    }
  }

  private static String sorted(Collection<Object> fields) {
    return fields.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  /** The field that a fault is about, when it is about one. */
  private static String field(MismatchedInputException fault) {
    return fault.getPath().stream()
        .map(Reference::getFieldName)
        .filter(Objects::nonNull)
        .findFirst()
        .map(name -> name + ": ")
        .orElse("");
  }
}
