package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.dbt.ServedDbtProcess;
import io.datachannel.dbt.adapters.observability.metrics.MetricsPages;
import io.datachannel.dbt.adapters.observability.metrics.ServiceMetrics;
import io.datachannel.dbt.adapters.observability.metrics.Sources;
import io.datachannel.dbt.adapters.observability.runs.RunWatcher;
import io.datachannel.dbt.adapters.observability.runs.RunsHere;
import io.datachannel.dbt.adapters.observability.runs.TracedDbt;
import io.datachannel.dbt.adapters.observability.runs.WatchedDueProjects;
import io.datachannel.dbt.adapters.observability.runs.WatchedLedger;
import io.datachannel.dbt.adapters.observability.runs.WatchedRuns;
import io.datachannel.dbt.adapters.observability.runs.WatchedTimelines;
import io.datachannel.dbt.adapters.observability.traces.Collector;
import io.datachannel.dbt.adapters.observability.traces.RunTraces;
import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.MySqlBacklogs;
import io.datachannel.dbt.adapters.persistence.MySqlDueProjects;
import io.datachannel.dbt.adapters.persistence.MySqlRunLedger;
import io.datachannel.dbt.adapters.persistence.MySqlRunTimelines;
import io.datachannel.dbt.adapters.persistence.MySqlRuns;
import io.datachannel.dbt.adapters.persistence.MySqlTraceParents;
import io.datachannel.dbt.adapters.persistence.MySqlUnitOfWork;
import io.datachannel.dbt.adapters.scheduling.cron.CronUtilsReader;
import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.execution.WorkContext;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.runs.CarryOutRun;
import io.datachannel.dbt.application.runs.ClaimedRun;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.RunTimelines;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.schedules.DueProjects;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.ObserveChoice;
import io.datachannel.dbt.domain.run.Run;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The wiring of metrics and traces: it puts them around ports. Where neither is asked for the ports are as they are, and no library of them is loaded. */
record Observing(ObserveChoice choice, Optional<ServiceMetrics> metrics, Optional<RunTraces> traces, Optional<RunsHere> here)
    implements AutoCloseable {
  /** Of a run; the others are counted. */
  private static final int NODES_OF_A_TRACE = 1000;

  static Observing of(ObserveChoice choice, Database database, String copy) {
    Optional<ServiceMetrics> metrics = choice.metricsToken().map(_ -> new ServiceMetrics(ServiceVersion.text(), copy));
    Optional<RunTraces> traces = choice.traces().map(to -> RunTraces.sentTo(
        new Collector(to.endpoint(), to.headers()), new MySqlTraceParents(database), ServiceVersion.text(), copy));
    List<RunWatcher> watchers = Stream.concat(metrics.map(ServiceMetrics::watcher).stream(), traces.<RunWatcher>map(all -> all).stream()).toList();
    return new Observing(choice, metrics, traces,
        Optional.of(watchers).filter(some -> !some.isEmpty()).map(some -> new RunsHere(some, traces.isPresent() ? NODES_OF_A_TRACE : 0)));
  }

  Runs runs(Database database) {
    Runs runs = new MySqlRuns(database);
    return here.<Runs>map(known -> new WatchedRuns(runs, new MySqlUnitOfWork(database), known,
        traces.map(_ -> new MySqlTraceParents(database)))).orElse(runs);
  }

  RunLedger ledger(Database database) {
    RunLedger ledger = new MySqlRunLedger(database);
    return here.<RunLedger>map(known -> new WatchedLedger(ledger, new MySqlUnitOfWork(database), known)).orElse(ledger);
  }

  RunTimelines timelines(Database database) {
    RunTimelines timelines = new MySqlRunTimelines(database);
    return here.<RunTimelines>map(known -> new WatchedTimelines(timelines, known)).orElse(timelines);
  }

  DueProjects due(Database database) {
    DueProjects due = new MySqlDueProjects(database, new CronUtilsReader());
    return here.<DueProjects>map(known -> new WatchedDueProjects(due, new MySqlUnitOfWork(database), known)).orElse(due);
  }

  DbtProcess dbt(DbtProcess dbt) {
    return traces.<DbtProcess>map(known -> new TracedDbt(dbt, known::placeOf)).orElse(dbt);
  }

  RunLogs followed(RunLogs logs) {
    return metrics.map(known -> known.followed(logs)).orElse(logs);
  }

  /** Each run, with what the log says of it, and what is learned of it. */
  List<Runnable> carryingOut(List<ClaimedRun> claimed, CarryOutRun carryOut) {
    return claimed.stream().<Runnable>map(one -> () -> {
      Run run = one.run();
      WorkContext.ofRun(run.account(), run.project(), run.id()).during(() -> here.ifPresentOrElse(
          known -> known.carryOut(one, () -> carryOut.carryOut(one)), () -> carryOut.carryOut(one)));
    }).toList();
  }

  MetricsPages page() {
    return metrics.map(known -> MetricsPages.of(choice.metricsToken().orElseThrow(), known)).orElseGet(MetricsPages::none);
  }

  /** @param steady a clock that never jumps */
  void lookUp(OpenDatabase open, RunningRuns running, DbtTools tools, WaitingFiles waiting, InstantSource steady) {
    metrics.ifPresent(known -> known.lookUp(new Sources(new MySqlBacklogs(open.database()), running::count,
        () -> tools.served().map(Observing::servers).orElse(List.of()), () -> waiting.runs().size(), () -> pools(open)),
        choice.metricsAccounts(), steady));
  }

  private static List<Sources.Server> servers(ServedDbtProcess served) {
    return served.servers().stream().map(server -> new Sources.Server(switch (server.kind()) {
      case ENVIRONMENT -> "environment";
      case PROJECT -> "project";
    }, server.busy(), server.bytes())).toList();
  }

  private static List<Sources.Pool> pools(OpenDatabase open) {
    return Stream.of(open.database(), open.beats(), open.queue()).flatMap(database -> database.pools().stream())
        .map(pool -> new Sources.Pool(pool.pool(), pool.active(), pool.idle(), pool.waiting(), pool.most())).toList();
  }

  @Override
  public void close() {
    traces.ifPresent(RunTraces::close);
  }
}
