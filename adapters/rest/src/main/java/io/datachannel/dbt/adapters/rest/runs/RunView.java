package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.adapters.rest.environments.PackageChangeView;
import io.datachannel.dbt.application.environments.ReadRunEnvironment.Report;
import io.datachannel.dbt.application.runs.QueuePlace;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.selection.ModelSelection;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run as the API shows it. Times are UTC.
 *
 * @param status          the specification's word, for example PARTIAL SUCCESS
 * @param cancelRequested a user asked to stop the run
 * @param command         of its first step, as are arguments and fullRefresh
 * @param steps           all of its calls of dbt
 * @param models          the selected models, empty for all; a list shows the first {@value #MOST_IN_LIST}
 * @param modelCount      how many were selected, 0 for all
 * @param excludedModels  those left out of all models, which others of the project's schedules govern; a list shows as many of them
 * @param excludedModelCount  how many were left out
 * @param files           whether its log and artifacts have reached the storage; absent until it is over
 * @param reported        someone else carries it out, and reports it over MetaAPI
 * @param externalId      what its reporter calls it
 * @param retryOf         the run whose failed nodes it builds again
 * @param priority        lower goes first within the account: 0 manual, 10 scheduled
 * @param attempt         1 at first; one more each time the run is queued again
 * @param waitsFor        what must end before this one is started
 * @param timeline        where its time went; of a run that ended, and not in lists
 * @param environmentLock what was in its environment; not in lists
 * @param warnings        what did not make it fail; not in lists, and not before it has an environment
 */
public record RunView(
    int id,
    int projectId,
    String status,
    boolean cancelRequested,
    String type,
    String modelType,
    String command,
    List<StepView> steps,
    List<String> models,
    int modelCount,
    List<String> excludedModels,
    int excludedModelCount,
    boolean fullRefresh,
    JsonObject vars,
    List<String> arguments,
    int threads,
    long timeoutSeconds,
    Optional<String> commit,
    Optional<String> dbtVersion,
    Optional<String> environmentFingerprint,
    Instant queuedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<NodeCounts> counts,
    Optional<FailureView> failure,
    Optional<String> logFilePath,
    Optional<FilesView> files,
    boolean reported,
    Optional<String> externalId,
    Optional<Integer> retryOf,
    int priority,
    int attempt,
    Optional<WaitView> waitsFor,
    Optional<List<SpanView>> timeline,
    Optional<LockView> environmentLock,
    Optional<List<WarningView>> warnings,
    Links links) {
  /** A page of runs with thousands of names each would be of no use to anyone. */
  static final int MOST_IN_LIST = 50;

  /** The run of a row, with all names. */
  public static RunView of(RunRecord row) {
    return of(row, Optional.empty(), Optional.empty());
  }

  /** The same with where its time went, and what it ran in. */
  public static RunView of(RunRecord row, Optional<RunTimeline> timeline, Optional<Report> environment) {
    return of(row, Integer.MAX_VALUE, timeline, environment);
  }

  /** The same among others. */
  public static RunView inList(RunRecord row) {
    return of(row, MOST_IN_LIST, Optional.empty(), Optional.empty());
  }

  private static RunView of(RunRecord row, int mostNames, Optional<RunTimeline> timeline, Optional<Report> environment) {
    RunOrder order = row.run().order();
    List<String> models = modelsOf(order.selection());
    List<String> excluded = excludedOf(order.selection());
    RunState state = row.run().state();
    return new RunView(row.run().id().value(), row.run().project().value(), state.status().wireName(),
        state instanceof RunState.Cancelling || state instanceof RunState.Cancelled, order.type().name(),
        order.selection().modelType(), order.command().word(), StepView.of(row, mostNames),
        models.stream().limit(mostNames).toList(), models.size(),
        excluded.stream().limit(mostNames).toList(), excluded.size(), order.fullRefresh(), parsed(order.vars()), order.arguments().words(), order.threads(),
        order.timeout().toSeconds(), row.commit(), row.dbtVersion(), row.fingerprint(), row.queuedAt(), row.startedAt(), row.finishedAt(),
        row.tally().map(NodeCounts::of), failureOf(state), row.logPath(), FilesView.of(row), row.run().isReported(), externalId(row),
        row.retryOf().map(RunId::value), row.place().priority(), row.place().attempt(), row.place().waitsFor().map(WaitView::of),
        timeline.map(times -> times.spans().stream().map(SpanView::of).toList()), environment.flatMap(LockView::of),
        environment.flatMap(WarningView::of), Links.of(row));
  }

  private static Optional<String> externalId(RunRecord row) {
    return row.run().carriedOutBy() instanceof CarriedOutBy.Reporter reporter ? reporter.externalId() : Optional.empty();
  }

  private static List<String> modelsOf(ModelSelection selection) {
    return switch (selection) {
      case ModelSelection.AllModels _, ModelSelection.AllModelsExcept _ -> List.of();
      case ModelSelection.SelectedModels selected -> selected.names();
    };
  }

  private static List<String> excludedOf(ModelSelection selection) {
    return selection instanceof ModelSelection.AllModelsExcept except ? except.names() : List.of();
  }

  private static JsonObject parsed(String vars) {
    try (JsonReader reader = Json.createReader(new StringReader(vars))) {
      return reader.readObject();
    }
  }

  private static Optional<FailureView> failureOf(RunState state) {
    return state instanceof RunState.Failed failed
        ? Optional.of(new FailureView(failed.failure().code().name(), failed.failure().message())) : Optional.empty();
  }

  /**
   * Where to read on; paths of this service.
   *
   * @param retry where a POST builds again what failed; absent while the run goes on, and for one that was only reported
   */
  public record Links(String self, String project, String log, String events, String models, String errors, Optional<String> retry) {
    static Links of(RunRecord row) {
      String self = FrontendApi.PATH + "/runs/" + row.run().id().value();
      return new Links(self, FrontendApi.PATH + "/projects/" + row.run().project().value(),
          self + "/log", self + "/events", self + "/models", self + "/errors",
          row.run().state() instanceof RunState.Final && !row.run().isReported() ? Optional.of(self + "/retry") : Optional.empty());
    }
  }

  /**
   * A call of dbt.
   *
   * @param arguments all that dbt gets of users: those of the project, the run or schedule, and the step
   * @param models    what it builds in the place of the run's models, of a retry; a list shows the first {@value #MOST_IN_LIST}
   * @param state     WAITING, RUNNING, SUCCEEDED, FAILED, CANCELLED, or NOT_RUN when the run ended before it
   * @param startedAt absent for one that did not begin, and while a run of a single step goes on
   * @param tookMs    milliseconds; absent until it is over
   */
  public record StepView(String command, List<String> arguments, boolean fullRefresh, Optional<List<String>> models, String state,
      Optional<Instant> startedAt, Optional<Long> tookMs) {
    static List<StepView> of(RunRecord row, int mostNames) {
      List<DbtStep> steps = row.run().order().steps();
      List<StepResult> results = row.steps();
      return IntStream.range(0, steps.size()).mapToObj(index -> of(steps.get(index), results.get(index), mostNames)).toList();
    }

    private static StepView of(DbtStep step, StepResult result, int mostNames) {
      return new StepView(step.command().word(), step.arguments().words(), step.fullRefresh(),
          step.only().map(nodes -> nodes.names().stream().limit(mostNames).toList()), result.state().name(), result.startedAt(),
          result.took().map(Duration::toMillis));
    }
  }

  /** How many nodes ended in which way. */
  public record NodeCounts(int succeeded, int warned, int failed, int skipped, int untouched) {
    static NodeCounts of(NodeTally tally) {
      return new NodeCounts(tally.succeeded(), tally.warned(), tally.failed(), tally.skipped(), tally.untouched());
    }
  }

  /** The run that must end first, and the relation that both write. */
  public record WaitView(int run, String relation) {
    static WaitView of(QueuePlace.Wait wait) {
      return new WaitView(wait.run().value(), wait.relation());
    }
  }

  /**
   * A step on the run's way. Durations are milliseconds.
   *
   * @param firstNodeAfterMs of DBT: how long it took until dbt began its first node
   */
  public record SpanView(String step, Instant startedAt, long tookMs, Optional<Long> firstNodeAfterMs) {
    static SpanView of(RunTimeline.Span span) {
      return new SpanView(span.step().name(), span.startedAt(), span.took().toMillis(), span.firstNodeAfter().map(Duration::toMillis));
    }
  }

  /**
   * What was in the environment of the run; its packages are at {@code /runs/ID/environment}.
   *
   * @param digest          of two environments that are the same it is the same
   * @param comparedWithRun the last successful run of the project before this one; absent when there was none
   * @param changes         what differs from that; empty when nothing does
   */
  public record LockView(String digest, Optional<Integer> comparedWithRun, Optional<List<PackageChangeView>> changes) {
    static Optional<LockView> of(Report report) {
      return report.lock().map(lock -> new LockView(lock, report.compared().map(compared -> compared.run().value()),
          report.compared().map(compared -> PackageChangeView.of(compared.changes()))));
    }
  }

  /**
   * Where the files of a run have got to. What is PENDING waits on the copy of the service that carried it out, and is read through that one.
   *
   * @param lost the names of artifacts that were given up; {@code *} when it is not known which there were
   */
  public record FilesView(String log, String artifacts, List<String> lost) {
    static Optional<FilesView> of(RunRecord row) {
      return row.log().flatMap(log -> row.artifacts().map(artifacts -> new FilesView(log.name(), artifacts.name(), row.lostArtifacts())));
    }
  }

  /** Something that the run did not fail of, but that its owner should know. */
  public record WarningView(String code, String message) {
    /** None are known before the environment is. */
    static Optional<List<WarningView>> of(Report report) {
      return report.lock().map(_ -> report.warnings().stream().map(one -> new WarningView(one.code().name(), one.message())).toList());
    }
  }

  /** Why the run failed as a whole; its details are among the errors. */
  public record FailureView(String code, String message) {}
}
