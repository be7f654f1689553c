package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.arguments.StepWords;
import io.datachannel.dbt.domain.project.ProjectChanges;
import io.datachannel.dbt.domain.project.PropertyChange;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleEffect;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.schedule.Timing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A schedule as properties: for the history of its project, and for the snapshot that a run keeps of it. */
public final class ScheduleProperties {
  private static final Set<String> WORK =
      Set.of("command", "steps", "fullRefresh", "vars", "arguments", "threads", "timeoutSeconds", "afterLoss");

  private ScheduleProperties() {}

  /** For the history. */
  public static List<PropertyChange> changes(ScheduleEffect effect) {
    return switch (effect) {
      case ScheduleEffect.Added added -> ProjectChanges.between(Map.of(), prefixed(added.schedule()));
      case ScheduleEffect.Replaced replaced -> ProjectChanges.between(prefixed(replaced.before()), prefixed(replaced.schedule()));
      case ScheduleEffect.Changed changed -> ProjectChanges.between(prefixed(changed.before()), prefixed(changed.schedule()));
      case ScheduleEffect.Deleted deleted -> ProjectChanges.between(prefixed(deleted.schedule()), Map.of());
    };
  }

  private static Map<String, String> prefixed(Schedule schedule) {
    Map<String, String> prefixed = new LinkedHashMap<>();
    of(schedule).forEach((name, value) -> prefixed.put("schedules." + schedule.id().value() + "." + name, value));
    return prefixed;
  }

  static Map<String, String> of(Schedule schedule) {
    Timing timing = schedule.timing();
    ScheduledWork work = schedule.definition().work();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("target", text(schedule.target()));
    properties.put("cadence", text(timing.cadence()));
    properties.put("timeZone", timing.zone().getId().equals("Z") ? "UTC" : timing.zone().getId());
    properties.put("clockChange", timing.clockChange().gap() + " " + timing.clockChange().overlap());
    timing.grace().ifPresent(grace -> properties.put("graceSeconds", Long.toString(grace.toSeconds())));
    work.command().ifPresent(command -> properties.put("command", command.word()));
    if (work.command().isEmpty() && !work.steps().isEmpty()) {
      properties.put("steps", StepWords.text(work.steps().stream().map(DbtStep::words).toList()));
    }
    properties.put("fullRefresh", Boolean.toString(work.fullRefresh()));
    properties.put("vars", work.vars());
    properties.put("arguments", String.join(" ", work.arguments().words()));
    work.threads().ifPresent(threads -> properties.put("threads", Integer.toString(threads)));
    work.timeout().ifPresent(timeout -> properties.put("timeoutSeconds", Long.toString(timeout.toSeconds())));
    properties.put("afterLoss", work.afterLoss().name());
    properties.put("status", schedule.status().name());
    properties.put("setOrder", Long.toString(schedule.setOrder()));
    return properties;
  }

  /** Of the properties those that say what is done with the models. */
  static Map<String, String> work(Map<String, String> properties) {
    Map<String, String> work = new LinkedHashMap<>(properties);
    work.keySet().retainAll(WORK);
    return work;
  }

  private static String text(ScheduleTarget target) {
    return switch (target) {
      case ScheduleTarget.AllModels _ -> "all models";
      case ScheduleTarget.Models models -> String.join(" ", models.uniqueIds());
      case ScheduleTarget.WholeCollection whole -> "collection " + whole.collection().value();
      case ScheduleTarget.PartOfCollection part ->
          "collection " + part.collection().value() + " without " + String.join(" ", part.without());
    };
  }

  private static String text(Cadence cadence) {
    return cadence.cronText().orElseGet(() -> switch (cadence) {
      case Cadence.Monthly monthly -> "days " + monthly.days() + " of " + monthly.months() + " at " + monthly.time();
      case Cadence.AfterPipelines after -> "after " + after.quorum() + " of the pipelines "
          + after.pipelines().stream().map(pipeline -> Long.toString(pipeline.value())).toList();
      case Cadence.EveryHours _, Cadence.ChosenHours _, Cadence.Daily _, Cadence.Weekly _, Cadence.Cron _ ->
          throw new IllegalStateException("these have a cron text: " + cadence);
    });
  }
}
