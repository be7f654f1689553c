package io.datachannel.dbt.bootstrap.bench.dbt;

import io.datachannel.dbt.bootstrap.demo.RestClient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How long it takes from an event of dbt, by its own time, until a client has it; service and client have one clock here. */
final class EventDelays {
  private static final String DATA = "data: ";

  private final List<Duration> delays = new ArrayList<>();

  /** Follows a run to its end. */
  void follow(RestClient rest, int run, InstantSource clock) {
    try (Stream<String> lines = rest.stream("runs/" + run + "/events")) {
      String[] name = {""};
      lines.forEach(line -> {
        if (line.startsWith("event: ")) {
          name[0] = line.substring("event: ".length());
        } else if (line.startsWith(DATA) && List.of("node", "log").contains(name[0])) {
          delays.add(Duration.between(at(line), clock.instant()));
        }
      });
    }
  }

  private static Instant at(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line.substring(DATA.length())))) {
      JsonObject data = reader.readObject();
      return Instant.parse(data.getString("at"));
    }
  }

  String inWords() {
    List<Duration> sorted = delays.stream().sorted().toList();
    return "From an event of dbt to a client of its events, %d events: median %d ms, p95 %d ms, longest %d ms (aim: p95 below 50 ms)".formatted(
        sorted.size(), sorted.get(sorted.size() / 2).toMillis(), sorted.get(sorted.size() * 95 / 100).toMillis(), sorted.getLast().toMillis());
  }
}
