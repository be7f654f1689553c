package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.schedules.CronReader;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.ClockChange;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduleStatus;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.schedule.Timing;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Schedules as rows of {@code dbt_project_schedules}. */
final class ScheduleRows {
  private static final String UTC = "UTC";

  private ScheduleRows() {}

  private enum Target { ALL, MODELS, COLLECTION, PART }

  static Values of(ScheduleRecord row) {
    Schedule schedule = row.schedule();
    Timing timing = schedule.timing();
    ScheduledWork work = schedule.definition().work();
    Values values = CadenceColumns.of(timing.cadence())
        .with("project", schedule.project().value())
        .with("time_zone", timing.zone().equals(ZoneOffset.UTC) ? UTC : timing.zone().getId())
        .with("clock_gap", timing.clockChange().gap())
        .with("clock_overlap", timing.clockChange().overlap())
        .with("grace_seconds", timing.grace().map(Duration::toSeconds))
        .with("command", work.command().map(DbtCommand::word))
        .with("steps", work.command().isPresent() || work.steps().isEmpty() ? Optional.empty() : Optional.of(StepsJson.of(work.steps())))
        .with("full_refresh", work.fullRefresh())
        .with("vars", work.vars())
        .with("arguments", JsonText.array(work.arguments().words()).toString())
        .with("threads", work.threads())
        .with("timeout_seconds", work.timeout().map(Duration::toSeconds))
        .with("after_loss", work.afterLoss())
        .with("status", schedule.status())
        .with("set_order", schedule.setOrder())
        .with("next_fire_at", row.nextFireAt())
        .with("handled_until", row.handledUntil());
    return switch (schedule.target()) {
      case ScheduleTarget.AllModels _ -> target(values, Target.ALL, Optional.empty());
      case ScheduleTarget.Models _ -> target(values, Target.MODELS, Optional.empty());
      case ScheduleTarget.WholeCollection whole -> target(values, Target.COLLECTION, Optional.of(whole.collection()));
      case ScheduleTarget.PartOfCollection part -> target(values, Target.PART, Optional.of(part.collection()));
    };
  }

  private static Values target(Values values, Target kind, Optional<CollectionId> collection) {
    return values.with("target", kind).with("collection", collection.map(CollectionId::value));
  }

  /** Those that its row does not hold. */
  static Set<String> models(ScheduleTarget target) {
    return switch (target) {
      case ScheduleTarget.AllModels _, ScheduleTarget.WholeCollection _ -> Set.of();
      case ScheduleTarget.Models models -> models.uniqueIds();
      case ScheduleTarget.PartOfCollection part -> part.without();
    };
  }

  static Set<PipelineId> pipelines(Cadence cadence) {
    return cadence instanceof Cadence.AfterPipelines after ? after.pipelines() : Set.of();
  }

  static ScheduleRecord read(Row row, CronReader cron) {
    Timing timing = new Timing(CadenceColumns.read(row, cron), zone(row.text("time_zone")),
        new ClockChange(ClockChange.Gap.valueOf(row.text("clock_gap")), ClockChange.Overlap.valueOf(row.text("clock_overlap"))),
        row.optionalNumber("grace_seconds").map(Duration::ofSeconds));
    List<DbtStep> steps = row.optionalText("steps").map(StepsJson::steps)
        .orElseGet(() -> row.optionalText("command").map(DbtCommand::named).map(DbtStep::of).stream().toList());
    ScheduledWork work = new ScheduledWork(steps, row.flag("full_refresh"), row.text("vars"),
        new DbtArguments(JsonText.strings(row.text("arguments"))), row.optionalNumber("threads").map(Math::toIntExact),
        row.optionalNumber("timeout_seconds").map(Duration::ofSeconds), AfterLoss.valueOf(row.text("after_loss")));
    Schedule schedule = new Schedule(new ScheduleId(row.integer("id")), new ProjectId(row.integer("dbt_project_id")),
        new ScheduleDefinition(target(row), timing, work), ScheduleStatus.valueOf(row.text("status")),
        row.number("set_order"), row.number("revision"));
    return new ScheduleRecord(schedule, row.optionalInstant("next_fire_at"), row.instant("handled_until"));
  }

  private static ZoneId zone(String name) {
    return name.equals(UTC) ? ZoneOffset.UTC : ZoneId.of(name);
  }

  private static ScheduleTarget target(Row row) {
    return switch (Target.valueOf(row.text("target"))) {
      case ALL -> new ScheduleTarget.AllModels();
      case MODELS -> new ScheduleTarget.Models(models(row));
      case COLLECTION -> new ScheduleTarget.WholeCollection(collection(row));
      case PART -> new ScheduleTarget.PartOfCollection(collection(row), models(row));
    };
  }

  private static Set<String> models(Row row) {
    return Set.copyOf(JsonText.strings(row.text("models")));
  }

  private static CollectionId collection(Row row) {
    return new CollectionId(row.integer("dbt_collection_id"));
  }
}
