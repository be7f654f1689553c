package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.adapters.rest.body.WireJson;
import io.datachannel.dbt.adapters.rest.steps.StepView;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.schedule.Timing;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** What a user would give to get a schedule as it is. */
final class ScheduleJson {
  private static final WireJson WIRE = new WireJson();

  private ScheduleJson() {}

  static JsonObject of(ScheduleDefinition definition) {
    Timing timing = definition.timing();
    ScheduledWork work = definition.work();
    JsonObjectBuilder json = Json.createObjectBuilder()
        .add("target", parsed(WIRE.write(TargetView.of(definition.target()))))
        .add("cadence", parsed(WIRE.write(CadenceView.of(timing.cadence()))))
        .add("timeZone", ScheduleView.nameOf(timing.zone()))
        .add("clockChange", parsed(WIRE.write(ClockChangeView.of(timing.clockChange()))))
        .add("fullRefresh", work.fullRefresh())
        .add("vars", parsed(work.vars()))
        .add("arguments", Json.createArrayBuilder(work.arguments().words()))
        .add("afterLoss", work.afterLoss().name());
    timing.grace().ifPresent(grace -> json.add("graceSeconds", grace.toSeconds()));
    work.command().ifPresent(command -> json.add("command", command.word()));
    ScheduleView.stepsOf(work).ifPresent(steps -> json.add("steps", StepView.json(steps)));
    work.threads().ifPresent(threads -> json.add("threads", threads));
    work.timeout().ifPresent(timeout -> json.add("timeoutSeconds", timeout.toSeconds()));
    return json.build();
  }

  static JsonObject parsed(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
