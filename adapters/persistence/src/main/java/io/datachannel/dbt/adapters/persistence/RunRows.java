package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.reporting.NewReportedRun;
import io.datachannel.dbt.application.runs.NewRun;
import io.datachannel.dbt.application.runs.QueuePlace;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs as rows of {@code log_dbt_project_run}. */
final class RunRows {
  private RunRows() {}

  static Values of(NewRun run) {
    return of(run.order()).with("account", run.account().value()).with("project", run.project().value())
        .with("queued_at", run.queuedAt()).with("priority", run.order().type().priority()).with("after_loss", run.afterLoss())
        .with("retry_of", run.retryOf().map(RunId::value))
        .with("steps", run.order().hasSeveralSteps() ? Optional.of(StepsJson.of(run.order().steps())) : Optional.empty());
  }

  static Values of(NewReportedRun run) {
    return of(run.order()).with("account", run.account().value()).with("project", run.project().value())
        .with("queued_at", run.queuedAt()).with("external_id", run.reporter().externalId());
  }

  private static Values of(RunOrder order) {
    return Values.of("model_type", order.selection().modelType())
        .with("run_type", order.type())
        .with("command", order.command().word())
        .with("selection", SelectionJson.of(order.selection()))
        .with("full_refresh", order.fullRefresh())
        .with("vars", order.vars())
        .with("arguments", JsonText.array(order.arguments().words()).toString())
        .with("threads", order.threads())
        .with("timeout_seconds", order.timeout().toSeconds());
  }

  static RunRecord record(Row row) {
    return new RunRecord(run(row), row.instant("queued_at"), row.optionalInstant("started_at"), row.optionalInstant("finished_at"),
        row.optionalText("commit_hash"), row.optionalText("environment_fingerprint"), row.optionalText("dbt_version"), tally(row),
        row.optionalText("log_file_path"), row.optionalNumber("retry_of").map(id -> new RunId(Math.toIntExact(id))),
        new QueuePlace(row.integer("priority"), row.integer("attempt"), row.number("fencing_number"),
            row.optionalNumber("waits_for_run_id").map(id -> new QueuePlace.Wait(
                new RunId(Math.toIntExact(id)), row.optionalText("waits_for_relation").orElse("")))),
        StepsJson.results(row.optionalText("step_results")), row.optionalText("artifacts_lost").map(JsonText::strings).orElse(List.of()));
  }

  static Run run(Row row) {
    return new Run(new RunId(row.integer("id")), new AccountId(row.number("account_id")),
        new ProjectId(row.integer("dbt_project_id")), order(row), state(row), carriedOutBy(row));
  }

  private static CarriedOutBy carriedOutBy(Row row) {
    return row.text("carried_out_by").equals("REPORTER")
        ? new CarriedOutBy.Reporter(row.optionalText("external_id")) : new CarriedOutBy.Service();
  }

  private static RunOrder order(Row row) {
    List<DbtStep> steps = row.optionalText("steps").map(StepsJson::steps).orElseGet(() -> List.of(new DbtStep(
        DbtCommand.named(row.text("command")), new DbtArguments(JsonText.strings(row.text("arguments"))), row.flag("full_refresh"))));
    return new RunOrder(
        RunType.valueOf(row.text("run_type")),
        steps,
        SelectionJson.selection(row.text("selection")),
        row.text("vars"),
        row.integer("threads"),
        Duration.ofSeconds(row.number("timeout_seconds")));
  }

  private static RunState state(Row row) {
    return switch (RunStatus.named(row.text("status"))) {
      case QUEUED -> new RunState.Queued(row.instant("queued_at"));
      case RUNNING -> running(row);
      case SUCCESSFUL -> new RunState.Successful(row.instant("finished_at"), tally(row).orElseThrow());
      case PARTIAL_SUCCESS -> new RunState.PartiallySuccessful(row.instant("finished_at"), tally(row).orElseThrow());
      case FAILED -> new RunState.Failed(row.instant("finished_at"),
          Failure.of(FailureCode.stored(row.text("failure_code")), row.text("failure_message")));
      case CANCELLED -> new RunState.Cancelled(row.instant("finished_at"));
    };
  }

  private static RunState running(Row row) {
    Lease lease = new Lease(row.text("lease_owner"), row.number("fencing_number"));
    return row.optionalInstant("cancel_requested_at")
        .<RunState>map(at -> new RunState.Cancelling(row.instant("started_at"), lease, at))
        .orElseGet(() -> new RunState.Running(row.instant("started_at"), lease));
  }

  private static Optional<NodeTally> tally(Row row) {
    return row.optionalNumber("succeeded").map(succeeded -> new NodeTally(Math.toIntExact(succeeded), row.integer("warned"),
        row.integer("failed"), row.integer("skipped"), row.integer("untouched")));
  }
}
