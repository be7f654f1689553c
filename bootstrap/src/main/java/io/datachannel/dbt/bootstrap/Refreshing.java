package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.dbt.JsonManifests;
import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.DatabaseClock;
import io.datachannel.dbt.adapters.persistence.MySqlDueSchedules;
import io.datachannel.dbt.adapters.persistence.MySqlWatchedBranches;
import io.datachannel.dbt.adapters.rest.webhooks.HooksPages;
import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.scheduling.LocalExecutor;
import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.execution.WorkContext;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.refresh.CarryOutRefresh;
import io.datachannel.dbt.application.refresh.LookAtBranches;
import io.datachannel.dbt.application.refresh.ReadModels;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.RefreshByItself;
import io.datachannel.dbt.application.refresh.TendRefreshes;
import io.datachannel.dbt.application.schedules.WarmAhead;
import io.datachannel.dbt.application.webhooks.ReceivePush;
import io.datachannel.dbt.application.workspace.PrepareWorkspace;
import io.datachannel.dbt.application.workspace.WarmProject;
import io.datachannel.dbt.bootstrap.Repositories.Recorded;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The wiring of refreshes. */
record Refreshing(Repositories kept, TendRefreshes tend, WorkSignal signal, InstantSource clock) {
  private static final Duration BEAT = Duration.ofMillis(500);
  private static final Duration FORGET = Duration.ofMinutes(10);
  private static final int LOOKS_AT_ONCE = 4;
  private static final Duration WARM = Duration.ofSeconds(5);

  static Refreshing of(Repositories kept, LeaseTerms lease, InstantSource clock) {
    return new Refreshing(kept, new TendRefreshes(kept.recorded().refreshes(), lease, clock), new WorkSignal(), clock);
  }

  LocalExecutor executor(DbtTools tools, PrepareWorkspace prepare, Scheduling scheduling, Health health, int atOnce) {
    Recorded recorded = kept.recorded();
    CarryOutRefresh refresh = new CarryOutRefresh(kept.configured().projects(), recorded.refreshes(), tools.folders(), prepare,
        new ReadModels(tools.dbt(), new JsonManifests(), scheduling.compareModels(), scheduling.keepModels()), clock);
    return new LocalExecutor("refreshes", health.whenReady(_ -> tend.claim().stream().<Runnable>map(claimed -> () -> {
      Refresh job = claimed.refresh();
      try {
        WorkContext.ofRefresh(job.account(), job.project(), job.id()).during(() -> refresh.carryOut(claimed));
      } finally {
        tend.done(claimed);
      }
    }).toList()), atOnce, signal, health.faults());
  }

  /** Ahead of what schedules will run; only where dbt has something to keep ready. */
  void warmAhead(Heartbeat heartbeat, DbtTools tools, PrepareWorkspace prepare, Database database) {
    WarmAhead ahead = new WarmAhead(new MySqlDueSchedules(database),
        new WarmProject(kept.configured().projects(), tools.folders(), prepare, tools.dbt()), new DatabaseClock(database));
    tools.served().ifPresent(_ -> heartbeat.every(WARM, "make projects ready", ahead::tick));
  }

  /** For whoever tells of pushes. */
  HooksPages hooks() {
    return new HooksPages(receivePush());
  }

  /** Looks whether branches have moved. @param between looks at one; empty for never */
  Optional<LocalExecutor> watcher(DbtTools tools, Database database, Optional<Duration> between, Health health) {
    return between.map(often -> {
      LookAtBranches look = new LookAtBranches(new MySqlWatchedBranches(database), kept.configured().credentials(), tools.branches(),
          byItself(), often);
      return new LocalExecutor("looks at branches", health.whenReady(look::due), LOOKS_AT_ONCE, new WorkSignal(), health.faults());
    });
  }

  private ReceivePush receivePush() {
    return new ReceivePush(
        kept.configured().webhooks(), kept.configured().projects(), kept.configured().uses(), byItself(), kept.work(), clock);
  }

  private RefreshByItself byItself() {
    return new RefreshByItself(kept.configured().projects(), kept.recorded().refreshes(), kept.recorded().refreshHistory(), kept.work(),
        signal, clock);
  }

  void beat(Heartbeat heartbeat, LeaseTerms lease) {
    heartbeat.every(BEAT, "tend refreshes", tend::tick);
    heartbeat.every(lease.look(), "reap refreshes", tend::reap);
    heartbeat.every(FORGET, "forget deliveries of webhooks", receivePush()::forget);
  }
}
