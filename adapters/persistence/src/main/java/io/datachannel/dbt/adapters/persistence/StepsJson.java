package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.arguments.StepWords;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import io.datachannel.dbt.domain.selection.ModelSelection.SelectedModels;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The calls of dbt of projects, schedules and runs in JSON columns, and what became of them; durations are microseconds. */
final class StepsJson {
  private static final String ONLY = "only";
  private static final String STARTED_AT = "started_at";
  private static final String MICROS = "micros";

  private StepsJson() {}

  static String of(List<DbtStep> steps) {
    JsonArrayBuilder array = JsonText.JSON.createArrayBuilder();
    steps.forEach(step -> {
      JsonObjectBuilder json = json(step.words());
      step.only().ifPresent(nodes -> json.add(ONLY, JsonText.array(nodes.names())));
      array.add(json);
    });
    return array.build().toString();
  }

  static List<DbtStep> steps(String text) {
    return array(text).getValuesAs(JsonObject.class).stream().map(json -> new DbtStep(DbtCommand.named(json.getString("command")),
        words(json).arguments(), words(json).fullRefresh(), Optional.ofNullable(json.getJsonArray(ONLY)).map(names ->
            new SelectedModels(JsonText.strings(names))))).toList();
  }

  static JsonArray ofWords(List<StepWords> steps) {
    JsonArrayBuilder array = JsonText.JSON.createArrayBuilder();
    steps.forEach(step -> array.add(json(step)));
    return array.build();
  }

  static List<StepWords> words(JsonArray array) {
    return array.getValuesAs(JsonObject.class).stream().map(StepsJson::words).toList();
  }

  static String ofResults(List<StepResult> results) {
    JsonArrayBuilder array = JsonText.JSON.createArrayBuilder();
    results.forEach(result -> {
      JsonObjectBuilder json = JsonText.JSON.createObjectBuilder().add("state", result.state().name());
      result.startedAt().ifPresent(at -> json.add(STARTED_AT, at.toString()));
      result.took().ifPresent(took -> json.add(MICROS, Leases.micros(took)));
      array.add(json);
    });
    return array.build().toString();
  }

  /** Nothing is recorded of runs from before there were steps. */
  static List<StepResult> results(Optional<String> text) {
    return text.map(StepsJson::array).map(array -> array.getValuesAs(JsonObject.class).stream().map(StepsJson::result).toList())
        .orElse(List.of());
  }

  private static StepResult result(JsonObject json) {
    return new StepResult(StepState.valueOf(json.getString("state")), Optional.ofNullable(json.getString(STARTED_AT, null)).map(Instant::parse),
        Optional.ofNullable(json.getJsonNumber(MICROS)).map(micros -> Duration.ofNanos(micros.longValueExact() * 1000)));
  }

  private static JsonObjectBuilder json(StepWords step) {
    return JsonText.JSON.createObjectBuilder().add("command", step.command()).add("arguments", JsonText.array(step.arguments().words()))
        .add("fullRefresh", step.fullRefresh());
  }

  private static StepWords words(JsonObject json) {
    return new StepWords(json.getString("command"), new DbtArguments(JsonText.strings(json.getJsonArray("arguments"))),
        json.getBoolean("fullRefresh"));
  }

  private static JsonArray array(String text) {
    try (JsonReader reader = JsonText.JSON.createReader(new StringReader(text))) {
      return reader.readArray();
    }
  }
}
