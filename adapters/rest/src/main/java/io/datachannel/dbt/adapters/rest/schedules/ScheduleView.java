package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.adapters.rest.steps.StepView;
import io.datachannel.dbt.application.schedules.ProjectSchedules;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.schedule.Firings;
import io.datachannel.dbt.domain.schedule.Governance;
import io.datachannel.dbt.domain.schedule.Governance.Standing;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.schedule.Timing;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A schedule as the API shows it.
 *
 * @param cron         the same cadence in Unix cron, where there is one
 * @param words        when it fires, for people
 * @param paused       it keeps its models and starts nothing
 * @param state        who governs its models: GOVERNING, PARTLY_OVERRIDDEN, OVERRIDDEN, or IDLE when it covers no model
 * @param command      absent when there are steps, or it is the project's
 * @param steps        absent when the command says all, or they are the project's
 * @param overriddenBy the schedules that were set later and govern models of it
 * @param models       how many it governs now
 * @param warning      which of its models the project has lost
 * @param nextFiring   the planned instant; absent when none is, for example of a paused one
 * @param nextFirings  up to five
 */
public record ScheduleView(
    int id,
    int projectId,
    TargetView target,
    CadenceView cadence,
    Optional<String> cron,
    String words,
    String timeZone,
    ClockChangeView clockChange,
    Optional<Long> graceSeconds,
    Optional<String> command,
    Optional<List<StepView>> steps,
    boolean fullRefresh,
    JsonObject vars,
    List<String> arguments,
    Optional<Integer> threads,
    Optional<Long> timeoutSeconds,
    String afterLoss,
    boolean paused,
    String state,
    List<Integer> overriddenBy,
    int models,
    Optional<String> warning,
    Optional<Instant> nextFiring,
    List<Instant> nextFirings) {

  private static final int FIRINGS = 5;

  /** @param now where the next firings begin */
  static ScheduleView of(ScheduleRecord row, ProjectSchedules all, Governance governance, Instant now) {
    Schedule schedule = row.schedule();
    Standing standing = governance.standings().get(schedule.id());
    Timing timing = schedule.timing();
    ScheduledWork work = schedule.definition().work();
    List<Instant> next = row.nextFireAt().isEmpty() ? List.of() : Firings.next(timing, now, FIRINGS);
    return new ScheduleView(schedule.id().value(), schedule.project().value(), TargetView.of(schedule.target()),
        CadenceView.of(timing.cadence()), timing.cadence().cronText(), CadenceWords.of(timing.cadence(), timing.zone()),
        nameOf(timing.zone()), ClockChangeView.of(timing.clockChange()), timing.grace().map(Duration::toSeconds), work.command().map(DbtCommand::word),
        stepsOf(work),
        work.fullRefresh(), ScheduleJson.parsed(work.vars()), work.arguments().words(), work.threads(),
        work.timeout().map(Duration::toSeconds), work.afterLoss().name(), schedule.isPaused(), standing.state().name(),
        standing.overriders().stream().map(ScheduleId::value).toList(), standing.governed().size(), warning(standing, all),
        next.stream().findFirst(), next);
  }

  static Optional<List<StepView>> stepsOf(ScheduledWork work) {
    return work.command().isPresent() || work.steps().isEmpty() ? Optional.empty()
        : Optional.of(StepView.of(work.steps().stream().map(DbtStep::words).toList()));
  }

  static String nameOf(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** Before the first refresh nothing is known to be lost. */
  private static Optional<String> warning(Standing standing, ProjectSchedules all) {
    return standing.vanished().isEmpty() || all.models().models().isEmpty() ? Optional.empty()
        : Optional.of("The project does not have " + String.join(", ", standing.vanished()) + " as of its last refresh.");
  }
}
