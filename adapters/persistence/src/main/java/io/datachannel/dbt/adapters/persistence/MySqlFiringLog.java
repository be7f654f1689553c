package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.schedules.FiringLog;
import io.datachannel.dbt.application.schedules.FiringOutcome;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code dbt_schedule_firings}. */
public final class MySqlFiringLog implements FiringLog {
  private final Session session;

  public MySqlFiringLog(Database database) {
    this.session = database.session();
  }

  private enum Word { QUEUED, CAUGHT_UP, MERGED, SKIPPED, NOTHING_GOVERNED }

  @Override
  public List<FiringRecord> list(AccountId account, ProjectId project, ScheduleId schedule, Page page) {
    return session.all(FiringStatements.LIST, Values.of("account", account.value()).with("project", project.value())
        .with("schedule", schedule.value())
        .with("before", page.after() == 0 ? Long.MAX_VALUE : page.after())
        .with("limit", page.limit()), MySqlFiringLog::read);
  }

  @Override
  public List<FiringRecord> ofRun(AccountId account, RunId run) {
    return session.all(FiringStatements.OF_RUN, Values.of("account", account.value()).with("run", run.value()), MySqlFiringLog::read);
  }

  @Override
  public int carried(AccountId account, RunId run) {
    return session.one(FiringStatements.CARRIED, Values.of("account", account.value()).with("run", run.value()),
        row -> row.integer("firings")).orElseThrow();
  }

  @Override
  public List<FiringRecord> waiting(AccountId account, ProjectId project) {
    return session.all(FiringStatements.WAITING,
        Values.of("account", account.value()).with("project", project.value()), MySqlFiringLog::read);
  }

  @Override
  public List<FiringRecord> ended(int limit) {
    return session.all(FiringStatements.ENDED, Values.of("limit", limit), MySqlFiringLog::read);
  }

  @Override
  public int settle(long firing, FiringRecord.Result result) {
    NodeTally tally = result.tally();
    return session.change(FiringStatements.SETTLE, Values.of("id", firing)
        .with("result", result.status().wireName())
        .with("succeeded", tally.succeeded())
        .with("warned", tally.warned())
        .with("failed", tally.failed())
        .with("skipped", tally.skipped())
        .with("untouched", tally.untouched()));
  }

  @Override
  public void select(long firing, ModelSelection selection) {
    session.change(FiringStatements.SELECT_MODELS, Values.of("id", firing).with("selection", SelectionJson.of(selection)));
  }

  static Values values(FiringRecord firing) {
    Values values = switch (firing.outcome()) {
      case FiringOutcome.Queued queued -> Values.of("selection", SelectionJson.of(queued.selection()))
          .with("outcome", queued.caughtUp() ? Word.CAUGHT_UP : Word.QUEUED)
          .with("run", queued.run().value()).with("awaited_run", queued.run().value());
      case FiringOutcome.Merged merged -> Values.of("outcome", Word.MERGED)
          .with("run", merged.run().value()).with("merged_into", merged.firing());
      case FiringOutcome.Skipped skipped -> Values.of("outcome", Word.SKIPPED).with("reason", skipped.reason());
      case FiringOutcome.NothingGoverned none -> Values.of("outcome", Word.NOTHING_GOVERNED).with("reason", none.reason());
    };
    values.fill("selection", "reason", "run", "awaited_run", "merged_into");
    return values.with("account", firing.account().value())
        .with("project", firing.project().value())
        .with("schedule", firing.schedule().value())
        .with("planned_at", firing.plannedAt())
        .with("handled_at", firing.handledAt())
        .with("snapshot", firing.snapshot().isEmpty() ? Optional.empty() : Optional.of(JsonText.of(firing.snapshot())));
  }

  static FiringRecord read(Row row) {
    FiringOutcome outcome = switch (Word.valueOf(row.text("outcome"))) {
      case QUEUED -> new FiringOutcome.Queued(run(row), SelectionJson.selection(row.text("selection")), false);
      case CAUGHT_UP -> new FiringOutcome.Queued(run(row), SelectionJson.selection(row.text("selection")), true);
      case MERGED -> new FiringOutcome.Merged(row.number("merged_into"), run(row));
      case SKIPPED -> new FiringOutcome.Skipped(row.text("reason"));
      case NOTHING_GOVERNED -> new FiringOutcome.NothingGoverned(row.text("reason"));
    };
    return new FiringRecord(row.number("id"), new AccountId(row.number("account_id")), new ProjectId(row.integer("dbt_project_id")),
        new ScheduleId(row.integer("schedule_id")), row.instant("planned_at"), row.instant("handled_at"), outcome,
        row.optionalText("schedule_json").map(JsonText::members).orElse(Map.of()), row.optionalText("result").map(word -> result(word, row)));
  }

  private static FiringRecord.Result result(String word, Row row) {
    return new FiringRecord.Result(RunStatus.named(word), new NodeTally(row.integer("succeeded"), row.integer("warned"),
        row.integer("failed"), row.integer("skipped"), row.integer("untouched")));
  }

  private static RunId run(Row row) {
    return new RunId(row.integer("run_id"));
  }
}
