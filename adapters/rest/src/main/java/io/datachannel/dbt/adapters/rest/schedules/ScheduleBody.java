package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.steps.StepsBody;
import io.datachannel.dbt.adapters.rest.steps.VarsBody;
import io.datachannel.dbt.application.schedules.CronReader;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.schedule.ClockChange;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.schedule.Timing;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads what a user gives to set a schedule. */
record ScheduleBody(ScheduleDefinition definition, boolean discardOverridden) {
  /** Seven days. */
  private static final int LONGEST_GRACE = 604_800;

  /** What a schedule is, without what is done to others when it is set. */
  static ScheduleDefinition definition(JsonBody body, CronReader cron) {
    body.rejectUnknown("target", "cadence", "timeZone", "clockChange", "graceSeconds", "command", "steps", "fullRefresh", "vars",
        "arguments", "threads", "timeoutSeconds", "afterLoss");
    return read(body, cron);
  }

  static ScheduleBody setting(JsonBody body, CronReader cron) {
    body.rejectUnknown("target", "cadence", "timeZone", "clockChange", "graceSeconds", "command", "steps", "fullRefresh", "vars",
        "arguments", "threads", "timeoutSeconds", "afterLoss", "discardOverridden");
    return new ScheduleBody(read(body, cron), body.optionalBoolean("discardOverridden").orElse(false));
  }

  private static ScheduleDefinition read(JsonBody body, CronReader cron) {
    Timing timing = new Timing(CadenceBody.cadence(body.requiredInside("cadence"), cron), zone(body),
        body.optionalInside("clockChange").map(ScheduleBody::clockChange).orElse(ClockChange.STANDARD),
        body.optionalInt("graceSeconds", 0, LONGEST_GRACE).map(Duration::ofSeconds));
    return new ScheduleDefinition(TargetBody.target(body.requiredInside("target")), timing, work(body));
  }

  private static ScheduledWork work(JsonBody body) {
    return new ScheduledWork(
        StepsBody.read(body),
        body.optionalBoolean("fullRefresh").orElse(false),
        VarsBody.read(body),
        body.optionalTextList("arguments").map(DbtArguments::of).orElse(DbtArguments.NONE),
        body.optionalInt("threads", 1, 64),
        body.optionalInt("timeoutSeconds", 1, 86_400).map(Duration::ofSeconds),
        body.optionalChoice("afterLoss", AfterLoss.class).orElse(AfterLoss.FAIL));
  }

  /** An IANA name; the offsets and the three-letter names that Java takes, too, follow no clock change. */
  private static ZoneId zone(JsonBody body) {
    return body.optionalText("timeZone").map(name -> {
      if (name.equals("UTC")) {
        return ZoneOffset.UTC;
      }
      if (!name.contains("/") || !ZoneId.getAvailableZoneIds().contains(name)) {
        throw body.invalid("timeZone", "the IANA name of a zone, for example Europe/Berlin, or UTC");
      }
      return ZoneId.of(name);
    }).orElse(ZoneOffset.UTC);
  }

  private static ClockChange clockChange(JsonBody body) {
    body.rejectUnknown("gap", "overlap");
    return new ClockChange(body.optionalChoice("gap", ClockChange.Gap.class).orElse(ClockChange.STANDARD.gap()),
        body.optionalChoice("overlap", ClockChange.Overlap.class).orElse(ClockChange.STANDARD.overlap()));
  }

  /** A merge patch on a schedule; target or cadence of another kind take the place of what was there as a whole. */
  static ScheduleDefinition patched(JsonBody patch, ScheduleDefinition current, CronReader cron) {
    JsonObject json = StepsBody.base(patch, ScheduleJson.of(current));
    for (String part : List.of("target", "cadence")) {
      Optional<JsonString> kind = patch.optionalObject(part).map(given -> given.get("kind"))
          .filter(JsonString.class::isInstance).map(JsonString.class::cast);
      if (kind.isPresent() && !kind.get().equals(json.getJsonObject(part).getJsonString("kind"))) {
        json = Json.createObjectBuilder(json).remove(part).build();
      }
    }
    return definition(patch.patching(json), cron);
  }
}
