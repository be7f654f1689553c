package io.datachannel.dbt.bootstrap.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.stream.Stream;

/** Prints a run's events for a person as they come. */
final class RunPrinter {
  private final PrintStream out;
  private String event = "";

  RunPrinter(PrintStream out) {
    this.out = out;
  }

  /** Returns when the stream ends. */
  void print(Stream<String> lines) {
    lines.forEach(line -> {
      if (line.startsWith("event:")) {
        event = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        print(parsed(line.substring("data:".length())));
      }
    });
  }

  private void print(JsonObject data) {
    switch (event) {
      case "status" -> out.println("  status  " + data.getString("status"));
      case "step" -> step(data);
      case "log" -> out.println("          " + data.getString("text"));
      default -> { }
    }
  }

  private void step(JsonObject data) {
    if (data.containsKey("tookMs")) {
      out.printf("  step    %s done in %d ms%n", data.getString("step"), data.getJsonNumber("tookMs").longValue());
    } else {
      out.println("  step    " + data.getString("step"));
    }
  }

  private static JsonObject parsed(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
