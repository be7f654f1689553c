package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.application.account.InMemoryApiTokens;
import io.datachannel.dbt.application.account.TokenSource;
import io.datachannel.dbt.application.activity.InMemoryProjectActivities;
import io.datachannel.dbt.application.collections.InMemoryCollections;
import io.datachannel.dbt.application.credentials.InMemoryCredentials;
import io.datachannel.dbt.application.environments.InMemoryEnvironmentLocks;
import io.datachannel.dbt.application.environments.ReadRunEnvironment;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.git.FakeGitHubApp;
import io.datachannel.dbt.application.git.FakeGitProviders;
import io.datachannel.dbt.application.git.FakeRemoteBranches;
import io.datachannel.dbt.application.git.InMemoryLoginAttempts;
import io.datachannel.dbt.application.idempotency.InMemoryIdempotencyKeys;
import io.datachannel.dbt.application.journal.InMemoryLogUploads;
import io.datachannel.dbt.application.journal.InMemoryRunLogs;
import io.datachannel.dbt.application.notifications.FakeMessenger;
import io.datachannel.dbt.application.notifications.InMemoryNotificationTargets;
import io.datachannel.dbt.application.notifications.InMemoryOutbox;
import io.datachannel.dbt.application.pipelines.InMemoryPipelineLoads;
import io.datachannel.dbt.application.projects.InMemoryDeletedProjects;
import io.datachannel.dbt.application.projects.InMemoryModelCatalog;
import io.datachannel.dbt.application.projects.InMemoryModelDetails;
import io.datachannel.dbt.application.projects.InMemoryProjectHistory;
import io.datachannel.dbt.application.projects.InMemoryProjectUses;
import io.datachannel.dbt.application.projects.InMemoryProjectVariables;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.refresh.InMemoryRefreshes;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.runs.InMemoryReportedRuns;
import io.datachannel.dbt.application.runs.InMemoryRunLedger;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.RunQueue;
import io.datachannel.dbt.application.schedules.InMemoryDueSchedules;
import io.datachannel.dbt.application.schedules.InMemoryFiringLog;
import io.datachannel.dbt.application.schedules.InMemorySchedules;
import io.datachannel.dbt.application.storage.InMemoryArtifacts;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.application.warehouses.InMemoryWarehouseChecks;
import io.datachannel.dbt.application.warehouses.InMemoryWarehouses;
import io.datachannel.dbt.application.webhooks.InMemoryWebhooks;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the resources are on: fakes of every port. */
final class Rows {
  /** How many runs of an account may wait. */
  static final int QUOTA = 50;
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  final SettableClock clock = new SettableClock(NOW);
  final DirectUnitOfWork work = new DirectUnitOfWork();
  final WorkSignal signal = new WorkSignal();
  final InMemoryApiTokens tokens = new InMemoryApiTokens();
  final InMemoryWarehouses warehouses = new InMemoryWarehouses();
  final InMemoryCredentials credentials = new InMemoryCredentials();
  final InMemoryProjects projects = new InMemoryProjects();
  final InMemoryProjectUses uses = new InMemoryProjectUses(projects);
  final InMemoryProjectHistory history = new InMemoryProjectHistory(projects);
  final InMemoryIdempotencyKeys keys = new InMemoryIdempotencyKeys();
  final InMemoryProjectVariables variables = new InMemoryProjectVariables();
  final InMemoryWebhooks webhooks = new InMemoryWebhooks();
  final InMemoryNotificationTargets targets = new InMemoryNotificationTargets();
  final InMemoryOutbox messages = new InMemoryOutbox(targets, clock);
  final FakeMessenger messenger = new FakeMessenger();
  final InMemoryModelCatalog models = new InMemoryModelCatalog(projects);
  final InMemoryModelDetails modelDetails = new InMemoryModelDetails(projects);
  final InMemoryWarehouseChecks checks = new InMemoryWarehouseChecks(clock);
  final InMemoryRefreshes refreshes = new InMemoryRefreshes(clock);
  final InMemoryRuns runs = new InMemoryRuns();
  final InMemoryEnvironmentLocks locks = new InMemoryEnvironmentLocks();
  final ReadRunEnvironment runEnvironments = new ReadRunEnvironment(runs.environments(), locks);
  final InMemoryDeletedProjects deleted = new InMemoryDeletedProjects(projects, runs);
  final RunQueue queue = runs.queue(clock);
  final InMemoryRunLedger ledger = runs.ledger();
  final InMemoryReportedRuns reported = runs.reported();
  final InMemoryCollections collections = new InMemoryCollections(projects);
  final InMemorySchedules schedules = new InMemorySchedules(projects);
  final InMemoryDueSchedules due = new InMemoryDueSchedules(projects, schedules);
  final InMemoryProjectActivities activities = new InMemoryProjectActivities(projects, runs, schedules, models, refreshes);
  final InMemoryFiringLog firings = new InMemoryFiringLog(runs);
  final InMemoryPipelineLoads loads = new InMemoryPipelineLoads();
  final InMemoryRunLogs logs = new InMemoryRunLogs();
  final InMemoryLogUploads uploads = logs.uploads();
  final InMemoryArtifacts artifacts = new InMemoryArtifacts();
  final TokenSource tokenSource = new ReversingTokens();
  final InMemoryLoginAttempts logins = new InMemoryLoginAttempts();
  final FakeGitProviders providers = new FakeGitProviders("octocat", List.of("acme/shop", "acme/store", "zebra/shop"))
      .with("acme/shop", List.of("develop", "main"));
  final FakeRemoteBranches remoteBranches =
      new FakeRemoteBranches(Map.of("https://git.example/acme/shop.git", List.of("develop", "feature/a", "main")));
  final FakeGitHubApp githubApp = new FakeGitHubApp();
  final IdSource ids = new CountingIds();

  /** Reverses tokens in the place of hashing them. */
  private static final class ReversingTokens implements TokenSource {
    private final AtomicInteger last = new AtomicInteger();

    @Override
    public Secret fresh() {
      return new Secret("dbt_token." + last.incrementAndGet() + ".end");
    }

    @Override
    public String hash(Secret token) {
      return new StringBuilder(token.reveal()).reverse().toString();
    }
  }

  /** Identifiers that count up. */
  private static final class CountingIds implements IdSource {
    private final AtomicInteger last = new AtomicInteger();

    @Override
    public String uuid() {
      return "00000000-0000-4000-8000-%012d".formatted(last.incrementAndGet());
    }
  }
}
