package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.dbt.JsonManifests;
import io.datachannel.dbt.adapters.dbt.RunnerDbtProcess;
import io.datachannel.dbt.adapters.git.GitLimits;
import io.datachannel.dbt.adapters.git.JGitCheckouts;
import io.datachannel.dbt.adapters.git.JGitRemoteBranches;
import io.datachannel.dbt.adapters.git.RepositoryAddressPolicy;
import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.MySqlApiTokens;
import io.datachannel.dbt.adapters.persistence.MySqlCredentials;
import io.datachannel.dbt.adapters.persistence.MySqlDeletedProjects;
import io.datachannel.dbt.adapters.persistence.MySqlIdempotencyKeys;
import io.datachannel.dbt.adapters.persistence.MySqlLoginAttempts;
import io.datachannel.dbt.adapters.persistence.MySqlModelCatalog;
import io.datachannel.dbt.adapters.persistence.MySqlProjectHistory;
import io.datachannel.dbt.adapters.persistence.MySqlProjectUses;
import io.datachannel.dbt.adapters.persistence.MySqlProjects;
import io.datachannel.dbt.adapters.persistence.MySqlRefreshes;
import io.datachannel.dbt.adapters.persistence.MySqlRunLedger;
import io.datachannel.dbt.adapters.persistence.MySqlRunQueue;
import io.datachannel.dbt.adapters.persistence.MySqlRuns;
import io.datachannel.dbt.adapters.persistence.MySqlUnitOfWork;
import io.datachannel.dbt.adapters.persistence.MySqlWarehouses;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.profiles.YamlWarehouseProfiles;
import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.adapters.rest.MetaApi;
import io.datachannel.dbt.adapters.rest.RestApplication;
import io.datachannel.dbt.adapters.rest.credentials.CredentialsResource;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.projects.ModelsResource;
import io.datachannel.dbt.adapters.rest.projects.ProjectChangesResource;
import io.datachannel.dbt.adapters.rest.projects.ProjectHistoryResource;
import io.datachannel.dbt.adapters.rest.projects.ProjectsResource;
import io.datachannel.dbt.adapters.rest.refreshes.RefreshesResource;
import io.datachannel.dbt.adapters.rest.runs.ProjectRunsResource;
import io.datachannel.dbt.adapters.rest.runs.RunEventsResource;
import io.datachannel.dbt.adapters.rest.runs.RunFilesResource;
import io.datachannel.dbt.adapters.rest.runs.RunResultsResource;
import io.datachannel.dbt.adapters.rest.runs.RunsResource;
import io.datachannel.dbt.adapters.rest.tokens.TokensResource;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseTypesResource;
import io.datachannel.dbt.adapters.rest.warehouses.WarehousesResource;
import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.scheduling.LocalExecutor;
import io.datachannel.dbt.adapters.security.RandomTokenSource;
import io.datachannel.dbt.adapters.security.TinkSecretSealing;
import io.datachannel.dbt.adapters.storage.LocalArtifacts;
import io.datachannel.dbt.adapters.storage.LocalLogUploads;
import io.datachannel.dbt.adapters.storage.LocalRunLogs;
import io.datachannel.dbt.adapters.storage.LocalStoredRuns;
import io.datachannel.dbt.adapters.storage.LocalWorkFolders;
import io.datachannel.dbt.adapters.venv.HostVariables;
import io.datachannel.dbt.adapters.venv.UvEnvironments;
import io.datachannel.dbt.adapters.venv.UvTool;
import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.account.IssueApiToken;
import io.datachannel.dbt.application.account.PlatformTokens;
import io.datachannel.dbt.application.account.RevokeApiToken;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.credentials.ChangeCredential;
import io.datachannel.dbt.application.credentials.PublicCredential;
import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.idempotency.AnswerOnce;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.projects.AddProject;
import io.datachannel.dbt.application.projects.ChangeProject;
import io.datachannel.dbt.application.projects.DeleteProject;
import io.datachannel.dbt.application.projects.ProjectParts;
import io.datachannel.dbt.application.projects.PurgeProjects;
import io.datachannel.dbt.application.refresh.CarryOutRefresh;
import io.datachannel.dbt.application.refresh.ReadModels;
import io.datachannel.dbt.application.refresh.RequestRefresh;
import io.datachannel.dbt.application.refresh.TendRefreshes;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.CarryOutRun;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.ClaimRun;
import io.datachannel.dbt.application.runs.EndRun;
import io.datachannel.dbt.application.runs.FollowRun;
import io.datachannel.dbt.application.runs.ReapLostRuns;
import io.datachannel.dbt.application.runs.RequestRun;
import io.datachannel.dbt.application.runs.RunBooks;
import io.datachannel.dbt.application.runs.RunSteps;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.application.runs.StoreArtifacts;
import io.datachannel.dbt.application.runs.TendRuns;
import io.datachannel.dbt.application.warehouses.AddWarehouse;
import io.datachannel.dbt.application.warehouses.ChangeWarehouse;
import io.datachannel.dbt.application.workspace.InstallPackages;
import io.datachannel.dbt.application.workspace.PrepareWorkspace;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;

/** The wiring, on one page, in the order in which data goes; closing it stops the service. */
public final class Service implements AutoCloseable {
  private static final Duration GIT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CANCEL_GRACE = Duration.ofSeconds(10);
  private static final Duration BEAT = Duration.ofMillis(500);
  private static final Duration REAP = Duration.ofSeconds(5);
  private static final Duration FORGET = Duration.ofMinutes(10);
  /** Longer silence makes proxies close a connection. */
  private static final Duration SSE_HEARTBEAT = Duration.ofSeconds(15);
  private static final long LONGEST_JOURNAL = 256L * 1024 * 1024;
  /** The account and the user that the embedded database is made with. */
  private static final Caller LOCAL = new Caller(new AccountId(1), new UserId(1), Role.ADMIN);

  private final DataFolderLock lock;
  private final OpenDatabase open;
  private final Heartbeat heartbeat = new Heartbeat();
  private final Processes processes;
  private final Workers workers;
  private final IssueApiToken tokens;
  private final List<RestApplication> apis;
  private Optional<HttpServer> http = Optional.empty();
  private Optional<Secret> firstToken = Optional.empty();

  private Service(ServiceSettings settings) {
    DataFolder data = new DataFolder(settings.dataFolder());
    this.lock = DataFolderLock.take(data.root());
    InstantSource clock = Clock.systemUTC();
    IdSource ids = () -> UUID.randomUUID().toString();
    WorkSignal runSignal = new WorkSignal();
    WorkSignal refreshSignal = new WorkSignal();
    RunningRuns running = new RunningRuns();
    LeaseTerms lease = new LeaseTerms(owner(), Duration.ofSeconds(30), Duration.ofSeconds(10));

    // What is kept.
    TinkSecretSealing sealing = TinkSecretSealing.withKeysIn(data.keys());
    this.open = OpenDatabase.of(settings.database(), data.database());
    Database database = open.database();
    MySqlUnitOfWork work = new MySqlUnitOfWork(database);
    MySqlWarehouses warehouses = new MySqlWarehouses(database, sealing);
    MySqlCredentials credentials = new MySqlCredentials(database, sealing);
    MySqlProjects projects = new MySqlProjects(database);
    MySqlModelCatalog catalog = new MySqlModelCatalog(database);
    MySqlRefreshes refreshes = new MySqlRefreshes(database);
    MySqlRuns runs = new MySqlRuns(database);
    MySqlRunQueue queue = new MySqlRunQueue(database);
    MySqlRunLedger ledger = new MySqlRunLedger(database);
    MySqlApiTokens apiTokens = new MySqlApiTokens(database);
    RunLogs logs = new LocalRunLogs(data.liveLogs(), data.storage(), LONGEST_JOURNAL);
    LocalArtifacts artifacts = new LocalArtifacts(data.storage());
    LocalWorkFolders folders = new LocalWorkFolders(data.work(), data.warehouses(), ids);
    folders.deleteLeftovers();

    // What a run needs: checkout, environment, profile, dbt.
    this.processes = new Processes(Programs.ofService());
    HostVariables host = new HostVariables(System.getenv());
    RepositoryAddressPolicy addresses =
        new RepositoryAddressPolicy(settings.git().localFolders(), settings.git().insecureHosts());
    JGitCheckouts checkouts = new JGitCheckouts(data.mirrors(),
        addresses,
        new GitLimits(settings.git().maxMegabytes() * 1024L * 1024, settings.git().maxFiles()), GIT_TIMEOUT);
    UvTool uv = new UvTool(data.uv(), settings.uv(), processes, Programs.ofService(), host);
    UvEnvironments environments =
        new UvEnvironments(data.environments(), data.uvCache(), uv, processes, Programs.ofService(), host);
    RunnerDbtProcess dbt = new RunnerDbtProcess(data.runner(), processes, Programs.ofService(), CANCEL_GRACE, clock);
    PrepareWorkspace prepare = new PrepareWorkspace(
        warehouses, credentials, checkouts, environments, new YamlWarehouseProfiles(folders), new InstallPackages(dbt));

    // The way of a run: claimed, carried out, ended.
    ChangeRun change = new ChangeRun(runs, work);
    ClaimRun claim = new ClaimRun(queue, runs, work, lease, clock);
    CarryOutRun carryOut = new CarryOutRun(projects, folders, prepare, new RunSteps(dbt, new JsonManifests()),
        new StoreArtifacts(artifacts), new RunBooks(running, ledger, logs, new EndRun(change, ledger, logs), clock));
    LocalExecutor runExecutor = new LocalExecutor("runs",
        () -> claim.claim().map(claimed -> () -> carryOut.carryOut(claimed)), settings.runsAtOnce(), runSignal);
    TendRuns tendRuns = new TendRuns(running, queue, lease, clock);
    ReapLostRuns reapRuns = new ReapLostRuns(runs, queue, ledger, logs, work, clock);

    // The way of a refresh.
    TendRefreshes tendRefreshes = new TendRefreshes(refreshes, lease, clock);
    CarryOutRefresh refresh = new CarryOutRefresh(projects, refreshes, folders, prepare,
        new ReadModels(dbt, new JsonManifests(), catalog, work), clock);
    LocalExecutor refreshExecutor = new LocalExecutor("refreshes", () -> tendRefreshes.claim().map(claimed -> () -> {
      try {
        refresh.carryOut(claimed);
      } finally {
        tendRefreshes.done(claimed);
      }
    }), settings.refreshesAtOnce(), refreshSignal);

    // The end of a project.
    MySqlProjectUses uses = new MySqlProjectUses(database);
    MySqlProjectHistory history = new MySqlProjectHistory(database);
    MySqlDeletedProjects deleted = new MySqlDeletedProjects(database);
    CancelRun cancelRun = new CancelRun(runs, change, running, logs, clock);
    ProjectParts parts = new ProjectParts(warehouses, credentials);
    ChangeProject changeProject = new ChangeProject(projects, parts, history, work);
    DeleteProject deleteProject = new DeleteProject(changeProject, deleted, cancelRun, work, clock);
    PurgeProjects purge = new PurgeProjects(deleted, deleteProject, uses,
        new LocalStoredRuns(data.liveLogs(), data.storage()), environments, checkouts);

    // Who asks.
    RandomTokenSource tokenSource = new RandomTokenSource();
    this.tokens = new IssueApiToken(apiTokens, tokenSource, clock);
    Authenticate authenticate = new Authenticate(apiTokens, tokenSource, PlatformTokens.none(), clock);
    AddCredential addCredential = new AddCredential(credentials, work);
    AnswerOnce answerOnce = new AnswerOnce(new MySqlIdempotencyKeys(database, sealing), work, clock);
    PostOnce once = new PostOnce(answerOnce);
    PublicCredential publicCredential = new PublicCredential(credentials, addCredential);
    ProviderResources providers = ProviderResources.of(settings.providers(),
        new ProviderResources.Kept(credentials, addCredential, new MySqlLoginAttempts(database, sealing)),
        new JGitRemoteBranches(addresses, GIT_TIMEOUT), tokenSource, clock);
    this.apis = List.of(new FrontendApi(authenticate, ids, Set.of(
        new WarehouseTypesResource(),
        new WarehousesResource(warehouses, new AddWarehouse(warehouses, work),
            new ChangeWarehouse(warehouses, uses, history, work), once),
        new TokensResource(apiTokens, tokens, new RevokeApiToken(apiTokens, clock), once),
        new CredentialsResource(credentials, addCredential, new ChangeCredential(credentials, uses, history, work), once),
        providers.repositories(),
        providers.tests(),
        providers.githubLogin(),
        new ProjectsResource(projects, new AddProject(projects, parts, work, ids), publicCredential, once),
        new ProjectChangesResource(changeProject, deleteProject, publicCredential),
        new ProjectHistoryResource(projects, history),
        new ModelsResource(projects, catalog),
        new RefreshesResource(new RequestRefresh(projects, refreshes, work, refreshSignal, clock),
            refreshes, catalog, once),
        new ProjectRunsResource(projects, runs, new RequestRun(projects, catalog, runs, work, runSignal, clock), once),
        new RunsResource(runs, cancelRun),
        new RunResultsResource(runs, ledger),
        new RunFilesResource(runs, logs, artifacts),
        new RunEventsResource(new FollowRun(runs, logs), SSE_HEARTBEAT))),
        new MetaApi(authenticate, ids, Reporting.resources(
            database, logs, new LocalLogUploads(data.storage()), settings.logUploadMegabytes(), clock)));

    // What goes on by itself.
    this.workers = new Workers(List.of(runExecutor, refreshExecutor), running);
    heartbeat.every(BEAT, "tend runs", tendRuns::tick);
    heartbeat.every(BEAT, "tend refreshes", tendRefreshes::tick);
    heartbeat.every(REAP, "reap runs", reapRuns::tick);
    heartbeat.every(REAP, "reap refreshes", tendRefreshes::reap);
    heartbeat.every(REAP, "purge projects", purge::tick);
    heartbeat.every(FORGET, "forget idempotency keys", answerOnce::tick);
  }

  /** Starts the service; it is up when this returns, and nothing of it is left when this throws. */
  public static Service start(ServiceSettings settings, Config config) {
    Service service = new Service(settings);
    try {
      service.http = Optional.of(HttpServer.start(settings, config, service.apis));
      service.firstToken = service.tokens.issueFirst(LOCAL);
      service.workers.start();
      return service;
    } catch (RuntimeException failed) {
      service.close();
      throw failed;
    }
  }

  /** For example http://127.0.0.1:8080/. */
  public URI address() {
    return http.orElseThrow().address();
  }

  /** The admin token of a new installation; empty on later starts. */
  public Optional<Secret> firstToken() {
    return firstToken;
  }

  /** One more token of the local account. */
  public Secret newToken(String label) {
    return tokens.issue(LOCAL, label, Optional.empty()).token();
  }

  /** One more token of the local account, in this role. */
  public Secret newToken(String label, Role role) {
    return tokens.issue(new Caller(LOCAL.account(), LOCAL.user(), role), label, Optional.empty()).token();
  }

  @Override
  public void close() {
    http.ifPresent(HttpServer::close);
    workers.close();
    processes.close();
    workers.awaitIdle();
    heartbeat.close();
    open.close();
    lock.close();
  }

  /** Names this copy of the service for people; two copies on one machine differ by their process. */
  private static String owner() {
    return System.getenv().getOrDefault("HOSTNAME", "service") + "/" + ProcessHandle.current().pid();
  }
}
