package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.projects.ProjectBuilder.aProject;

import io.datachannel.dbt.application.credentials.InMemoryCredentials;
import io.datachannel.dbt.application.dbt.FakeManifests;
import io.datachannel.dbt.application.dbt.ScriptedDbt;
import io.datachannel.dbt.application.environments.FakeEnvironments;
import io.datachannel.dbt.application.environments.InMemoryEnvironmentLocks;
import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.execution.Pause;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.git.FakeCheckouts;
import io.datachannel.dbt.application.journal.InMemoryRunLogs;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.profiles.FakeProfiles;
import io.datachannel.dbt.application.projects.InMemoryModelCatalog;
import io.datachannel.dbt.application.projects.InMemoryProjectVariables;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.storage.InMemoryArtifacts;
import io.datachannel.dbt.application.storage.TemporaryWorkFolders;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.application.warehouses.InMemoryWarehouses;
import io.datachannel.dbt.application.workspace.AdmitCode;
import io.datachannel.dbt.application.workspace.CheckOutCommit;
import io.datachannel.dbt.application.workspace.ConfiguredParts;
import io.datachannel.dbt.application.workspace.InstallPackages;
import io.datachannel.dbt.application.workspace.PackageAccess;
import io.datachannel.dbt.application.workspace.PrepareEnvironment;
import io.datachannel.dbt.application.workspace.PrepareWorkspace;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The use cases of a run on fakes, with one project of one account. */
final class RunFixture {
  static final Caller CALLER = new Caller(new AccountId(1), new UserId(1), Role.ADMIN);
  static final int QUOTA = 20;
  static final String PASSWORD = "hunter2hunter2";
  static final LeaseTerms TERMS = new LeaseTerms("copy-a", Duration.ofSeconds(30), Duration.ofSeconds(10));

  final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  final FakeCheckouts git;
  final FakeEnvironments environments = new FakeEnvironments();
  final InMemoryEnvironmentLocks locks = new InMemoryEnvironmentLocks();
  final FakeProfiles profiles = new FakeProfiles();
  final ScriptedDbt dbt = new ScriptedDbt();
  final InMemoryRunLogs logs = new InMemoryRunLogs();
  final InMemoryArtifacts artifacts = new InMemoryArtifacts();
  /** In bytes, of a run. */
  long mostArtifacts = 1 << 20;
  final InMemoryKeptEndings endings = new InMemoryKeptEndings();
  final InMemoryRuns runs = new InMemoryRuns();
  final InMemoryRunQueue queue = runs.queue(clock);
  final InMemoryRunLedger ledger = runs.ledger();
  final RunTimelines timelines = runs.timelines();
  final DirectUnitOfWork work = new DirectUnitOfWork();
  final RunningRuns running = new RunningRuns();
  /** Time passes for the clock alone. */
  Pause pause = clock::advance;
  AdmitCode admit = AdmitCode.OF_ALL;
  final ProjectId project;

  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryModelCatalog catalog = new InMemoryModelCatalog(projects);
  private final Path folder;
  private final ManifestStamp ofThisCommit;
  private List<Model> found = List.of();
  final InMemoryProjectVariables variables = new InMemoryProjectVariables();
  final InMemoryWarehouses warehouses = new InMemoryWarehouses();
  private final InMemoryCredentials credentials = new InMemoryCredentials();

  RunFixture(Path folder) {
    this.folder = folder;
    this.git = new FakeCheckouts(folder);
    WarehouseId warehouse = warehouses.add(CALLER.account(), "db", WarehouseConnection.of(WarehouseType.POSTGRES, Map.of(
        "host", "db.example", "user", "loader", "password", PASSWORD, "dbname", "shop", "schema", "analytics")));
    CredentialId credential = credentials.add(CALLER.account(), "token", new GitAccess.HttpsToken("x", new Secret("ghp_secret1")));
    project = projects.add(CALLER, "00000000-0000-4000-8000-000000000001",
        aProject().on(warehouse).with(credential).definition());
    ofThisCommit = ManifestStamp.of(projects.find(CALLER.account(), project).orElseThrow(),
        warehouses.find(CALLER.account(), warehouse).orElseThrow(), EnvironmentVariables.NONE, FakeCheckouts.COMMIT);
  }

  ModelSelection selecting(String... names) {
    return new ModelSelection.SelectedModels(List.of(names));
  }

  /** The project is changed to another version of dbt. */
  void isOn(String version) {
    Project before = projects.find(CALLER.account(), project).orElseThrow();
    ProjectDefinition was = before.definition();
    ProjectSettings settings = was.settings();
    projects.put(before.changed(new ProjectDefinition(was.name(), was.warehouse(), was.credential(), was.source(),
        new ProjectSettings(DbtVersion.of(version), settings.projectPath(), settings.requirements(), settings.arguments(), settings.threads(),
            settings.timeout()), was.notificationLevel())));
  }

  void theLastRefreshFound(String... models) {
    found = new FakeManifests(models).read(folder).orFail();
    catalog.replace(project, new ManifestStamp("of the test"), ModelCatalog.Manifest.at(folder), found);
  }

  RunId queued(ModelSelection selection) {
    RunDemand demand = new RunDemand(
        DbtCommand.BUILD, selection, false, "{}", DbtArguments.NONE, Optional.empty(), Optional.of(Duration.ofMinutes(5)));
    return requestRun().request(CALLER, project, demand).run().id();
  }

  RunId queued(DbtStep... steps) {
    RunDemand demand = new RunDemand(List.of(steps), new ModelSelection.AllModels(), false, "{}", DbtArguments.NONE, Optional.empty(),
        Optional.of(Duration.ofMinutes(5)));
    return requestRun().request(CALLER, project, demand).run().id();
  }

  private RequestRun requestRun() {
    return new RequestRun(projects, catalog, runs, new OfferRun(runs.slots(4), runs, QUOTA, work, new WorkSignal()), work, clock);
  }

  RetryRun retryRun() {
    return new RetryRun(runs, ledger, catalog, requestRun());
  }

  RunId queued() {
    return queued(new ModelSelection.AllModels());
  }

  Optional<ClaimedRun> claimed() {
    return claimRuns(queue, work).claim(1).stream().findFirst();
  }

  ClaimRuns claimRuns(RunQueue from, UnitOfWork by) {
    return new ClaimRuns(from, runs, by, TERMS, clock, clock);
  }

  void carryOut(ClaimedRun claimed, String... manifest) {
    carryOut(claimed, work, manifest);
  }

  /**
   * Over transactions of a test's own.
   *
   * @param manifest what dbt finds when it parses; nothing where the last refresh read this very commit
   */
  void carryOut(ClaimedRun claimed, UnitOfWork by, String... manifest) {
    if (manifest.length == 0) {
      catalog.replace(project, ofThisCommit, ModelCatalog.Manifest.at(folder), found);
    }
    PrepareWorkspace prepare =
        new PrepareWorkspace(new ConfiguredParts(warehouses, credentials, variables), new CheckOutCommit(git, pause, clock),
            new PrepareEnvironment(environments, locks, locks, runs.environments(), clock), profiles, new InstallPackages(dbt, PackageAccess.NONE), admit);
    RunBooks books = new RunBooks(running, ledger, logs, endRun(by), new RunTime(clock, clock, pause));
    TemporaryWorkFolders folders = new TemporaryWorkFolders(folder);
    new CarryOutRun(projects, folders, prepare,
        new RunSteps(dbt, new FakeManifests(manifest), catalog, new TakeRelations(runs, runs.relations(), queue, by, clock),
            timelines, folders),
        new StoreArtifacts(artifacts, runs.lostArtifacts(), mostArtifacts), books).carryOut(claimed);
  }

  private EndRun endRun(UnitOfWork by) {
    return new EndRun(new ChangeRun(runs, by), ledger, timelines, logs, endings, pause);
  }

  RunRecord ran(RunId id, String... manifest) {
    carryOut(claimed().orElseThrow(), manifest);
    return run(id);
  }

  /** A run on another thread whose dbt has told these events, and goes on until it is interrupted. */
  UnderWay underWay(DbtEvent... events) {
    return underWay("build", queued(), events);
  }

  /** The same of a run that waits, in the step with this command. */
  UnderWay underWay(String command, RunId id, DbtEvent... events) {
    CountDownLatch started = new CountDownLatch(1);
    dbt.endless(command, started::countDown, events);
    ClaimedRun claimed = claimed().orElseThrow();
    CompletableFuture<Void> done = CompletableFuture.runAsync(() -> carryOut(claimed));
    try {
      started.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return new UnderWay(id, done);
  }

  record UnderWay(RunId id, CompletableFuture<Void> done) {}

  RunRecord run(RunId id) {
    return runs.find(CALLER.account(), id).orElseThrow();
  }

  CancelRun cancelRun() {
    return new CancelRun(runs, new ChangeRun(runs, work), running, logs, clock);
  }

  TendRuns tendRuns() {
    return new TendRuns(running, queue, TERMS, clock);
  }

  FenceRuns fenceRuns() {
    return new FenceRuns(running);
  }

  /** As the service makes it when it starts again, over transactions of a test's own. */
  RecoverEndings recoverEndings(UnitOfWork by) {
    return RecoverEndings.ofEarlierProcess(endings, runs, endRun(by), logs, clock);
  }

  ReapLostRuns reapLostRuns() {
    return new ReapLostRuns(runs, queue, ledger, logs, work, clock);
  }
}
