package io.datachannel.dbt.adapters.rest.steps;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.RunOrder;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which calls of dbt a project, a schedule or a run asks for: {@code command} is the short form of one of {@code steps}. */
public final class StepsBody {
  private static final String COMMAND = "command";
  private static final String STEPS = "steps";

  private StepsBody() {}

  /**
   * @return empty when the body names neither
   * @throws InvalidInput with ARGUMENT_CONFLICT when it names both; the field of a fault in a step is named with it, for example steps[1].command
   */
  public static List<DbtStep> read(JsonBody body) {
    Optional<DbtStep> single = body.optionalText(COMMAND).map(DbtCommand::named).map(DbtStep::of);
    if (!body.has(STEPS)) {
      return single.stream().toList();
    }
    if (single.isPresent()) {
      throw new InvalidInput(FailureCode.ARGUMENT_CONFLICT, STEPS, "'command' is the short form of one step: give either 'command' or 'steps'.");
    }
    List<DbtStep> steps = new ArrayList<>();
    for (JsonBody part : body.requiredParts(STEPS, DbtStep.MOST)) {
      try {
        steps.add(step(part));
      } catch (InvalidInput invalid) {
        throw RunOrder.ofStep(steps.size(), invalid);
      }
    }
    return steps;
  }

  private static DbtStep step(JsonBody part) {
    part.rejectUnknown(COMMAND, "arguments", "fullRefresh");
    return new DbtStep(DbtCommand.named(part.requiredText(COMMAND)),
        part.optionalTextList("arguments").map(DbtArguments::of).orElse(DbtArguments.NONE),
        part.optionalBoolean("fullRefresh").orElse(false));
  }

  /** What a merge patch is applied to: a form that it gives takes the place of the other one. */
  public static JsonObject base(JsonBody patch, JsonObject current) {
    if (patch.has(STEPS) == patch.has(COMMAND)) {
      return current;
    }
    return Json.createObjectBuilder(current).remove(patch.has(STEPS) ? COMMAND : STEPS).build();
  }
}
