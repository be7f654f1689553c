package io.datachannel.dbt.adapters.rest.steps;

import io.datachannel.dbt.domain.arguments.StepWords;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.List;

/** A call of dbt as it is configured. @param arguments of this step alone */
public record StepView(String command, List<String> arguments, boolean fullRefresh) {

  public static List<StepView> of(List<StepWords> steps) {
    return steps.stream().map(step -> new StepView(step.command(), step.arguments().words(), step.fullRefresh())).toList();
  }

  /** What a user would give to get these. */
  public static JsonArray json(List<StepView> steps) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    steps.forEach(step -> array.add(Json.createObjectBuilder().add("command", step.command())
        .add("arguments", Json.createArrayBuilder(step.arguments())).add("fullRefresh", step.fullRefresh())));
    return array.build();
  }
}
