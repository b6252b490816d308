package io.fedquorum.coordinator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.eventlog.SealedLog;
import io.fedquorum.coordinator.eventlog.SealedLog.Entry;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.coordinator.world.WorldChain;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.protocol.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A recorded training, and what an attacker who can hash makes of its log. */
record Recorded(World world, List<String> log) {
  static Recorded of(World world, TrainingSpec spec) {
    return new Recorded(world, new Run(world, spec).toEnd().log());
  }

  ReplayReport replay(List<String> lines) {
    return replay(lines, Optional.empty());
  }

  ReplayReport replay(List<String> lines, Optional<Integer> round) {
    return new Replay(
            world.artifacts(),
            new WorldEngine(),
            Optional.empty(),
            new ReplayOptions(round, line -> {}))
        .run(lines.stream());
  }

  ReplayReport replayWithChain(List<String> lines) {
    return new Replay(
            world.artifacts(),
            new WorldEngine(),
            Optional.of(new ChainRecord(WorldChain.CHAIN_ID, world.chain().allEvents())),
            new ReplayOptions(Optional.empty(), line -> {}))
        .run(lines.stream());
  }

  List<Entry> entries() {
    return new ArrayList<>(SealedLog.open(log));
  }

  String type(int index) {
    return entries().get(index).type().replace("io.fedquorum.", "");
  }

  /** Places of the events of a type, from 0. */
  List<Integer> places(String type) {
    return IntStream.range(0, log.size()).filter(i -> type(i).equals(type)).boxed().toList();
  }

  static List<String> seal(List<Entry> entries) {
    return SealedLog.seal("t-1", entries);
  }

  /** The log with one value of one event changed, and all hashes computed anew. */
  List<String> changed(int index, String pointer, JsonNode value) {
    List<Entry> entries = entries();
    JsonNode data = entries.get(index).data().deepCopy();
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = data.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1);
    if (parent.path(last).equals(value)) {
      throw new IllegalArgumentException("no change: " + pointer);
    }
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
    entries.set(index, new Entry(entries.get(index).type(), data));
    return seal(entries);
  }

  static JsonNode json(Object value) {
    return CanonicalJson.mapper().valueToTree(value);
  }
}
