package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.dbt.JsonManifests;
import io.datachannel.dbt.adapters.persistence.MySqlAccountSlots;
import io.datachannel.dbt.adapters.persistence.MySqlEncryptionKeys;
import io.datachannel.dbt.adapters.persistence.MySqlSealedRows;
import io.datachannel.dbt.adapters.persistence.MySqlUnitOfWork;
import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.adapters.rest.MetaApi;
import io.datachannel.dbt.adapters.rest.RestApplication;
import io.datachannel.dbt.adapters.rest.docs.DocsPages;
import io.datachannel.dbt.adapters.rest.docs.DocumentPage;
import io.datachannel.dbt.adapters.rest.health.HealthPages;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.scheduling.LocalExecutor;
import io.datachannel.dbt.adapters.security.RandomTokenSource;
import io.datachannel.dbt.adapters.security.TinkSecretSealing;
import io.datachannel.dbt.adapters.storage.LocalKeptEndings;
import io.datachannel.dbt.adapters.storage.RunStorage;
import io.datachannel.dbt.adapters.web.WebPages;
import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.account.IssueApiToken;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.execution.Pause;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.idempotency.AnswerOnce;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.keys.RotateKeys;
import io.datachannel.dbt.application.notifications.AnnouncedRuns;
import io.datachannel.dbt.application.projects.ChangeProject;
import io.datachannel.dbt.application.projects.DeleteProject;
import io.datachannel.dbt.application.projects.ProjectParts;
import io.datachannel.dbt.application.projects.PurgeProjects;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.CarryOutRun;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.ClaimRuns;
import io.datachannel.dbt.application.runs.EndRun;
import io.datachannel.dbt.application.runs.FenceRuns;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.runs.ReapLostRuns;
import io.datachannel.dbt.application.runs.ReconcileSlots;
import io.datachannel.dbt.application.runs.RecordProgress;
import io.datachannel.dbt.application.runs.RecoverEndings;
import io.datachannel.dbt.application.runs.RunBooks;
import io.datachannel.dbt.application.runs.RunSteps;
import io.datachannel.dbt.application.runs.RunTime;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.application.runs.TakeRelations;
import io.datachannel.dbt.application.runs.TendLostRuns;
import io.datachannel.dbt.application.runs.TendRuns;
import io.datachannel.dbt.application.workspace.PrepareWorkspace;
import io.datachannel.dbt.bootstrap.Repositories.Beats;
import io.datachannel.dbt.bootstrap.Repositories.Configured;
import io.datachannel.dbt.bootstrap.Repositories.Recorded;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.ws.rs.core.Application;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** The wiring, on one page, in the order in which data goes; closing it stops the service. */
public final class Service implements AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(500);
  private static final Duration RECONCILE = Duration.ofDays(1);
  private static final Duration CHECKOUTS = Duration.ofMinutes(1);
  private static final Duration PURGE = Duration.ofSeconds(5);
  private static final Duration SERVERS = Duration.ofSeconds(10);
  private static final Duration KEYS = Duration.ofSeconds(10);
  private static final Duration FORGET = Duration.ofMinutes(10);
  /** The account and the user that the embedded database is made with. */
  private static final Caller LOCAL = new Caller(new AccountId(1), new UserId(1), Role.ADMIN);

  private final DataFolderLock lock;
  private final OpenDatabase open;
  private final OpenStorage storage;
  private final Health health;
  private final Heartbeat heartbeat;
  private final OpenSandbox sandbox;
  private final DbtTools tools;
  private final Workers workers;
  private final Observing observing;
  private final IssueApiToken tokens;
  private final List<Application> pages;
  private Optional<HttpServer> http = Optional.empty();
  private Optional<Secret> firstToken = Optional.empty();

  private Service(ServiceSettings settings) {
    DataFolder data = new DataFolder(settings.dataFolder());
    Pause pause = length -> LockSupport.parkNanos(length.toNanos());
    this.lock = DataFolderLock.take(data.root(), pause);
    this.sandbox = OpenSandbox.of(settings.sandbox(), data.sandbox(), LOCAL.account());
    InstantSource clock = Clock.systemUTC();
    InstantSource steady = new SteadyClock();
    IdSource ids = () -> UUID.randomUUID().toString();
    WorkSignal runSignal = new WorkSignal();
    RunningRuns running = new RunningRuns();
    LeaseTerms lease = LeaseTerms.of(CopyName.text(), settings.lease());

    // What is kept.
    this.open = OpenDatabase.of(settings.database(), data.database());
    TinkSecretSealing sealing = TinkSecretSealing.with(new MySqlEncryptionKeys(open.database()), data.keys(), clock);
    RotateKeys rotateKeys = new RotateKeys(sealing, new MySqlSealedRows(open.database(), sealing), clock);
    this.observing = Observing.of(settings.observe(), open.database(), lease.owner());
    Repositories kept = Repositories.of(open.database(), sealing, observing);
    MySqlUnitOfWork work = kept.work();
    Configured configured = kept.configured();
    Recorded recorded = kept.recorded();
    AnnouncedRuns runs = recorded.runs();
    Beats beats = Beats.of(open.beats(), observing);
    QueueDesk desk = new QueueDesk(open.queue(), observing);
    MySqlAccountSlots slots = new MySqlAccountSlots(open.database(), settings.queue().runsPerAccount());
    this.storage = OpenStorage.of(settings.bucket(), data.storage(), steady);
    this.health = Health.of(open.beats(), data.root(), storage.storage(), clock, steady);
    Storing storing = Storing.of(data, storage, settings.spoolMegabytes(), open.database(), steady);
    RunStorage files = storing.files();
    RunLogs logs = files.logs();
    LocalKeptEndings endings = new LocalKeptEndings(data.endings());

    // What a run needs: checkout, environment, profile, dbt.
    this.tools = DbtTools.of(settings, data, sandbox.processes(), ids, clock);
    Credentials credentials = ProviderResources.renewing(settings.providers(), kept, clock);
    RunTime time = new RunTime(clock, steady, pause);
    PrepareWorkspace prepare = tools.prepare(configured.parts(credentials), recorded, sandbox.admit(), time);

    // The way of a run: queued, claimed, carried out, ended.
    OfferRun offer = new OfferRun(slots, runs, settings.queue().queuedPerAccount(), work, runSignal);
    ChangeRun change = new ChangeRun(runs, work);
    ClaimRuns claim = desk.claim(lease, clock, steady);
    TakeRelations takeRelations = new TakeRelations(runs, recorded.relations(), recorded.queue(), work, clock);
    CarryOutRun carryOut = new CarryOutRun(configured.projects(), tools.folders(), prepare,
        new RunSteps(observing.dbt(tools.dbt()), new JsonManifests(), recorded.catalog(), takeRelations, recorded.timelines(), tools.folders()),
        storing.storeArtifacts(),
        new RunBooks(running, recorded.ledger(), logs, new EndRun(change, recorded.ledger(), recorded.timelines(), logs, endings, pause), time));
    LocalExecutor runExecutor = new LocalExecutor("runs",
        health.whenReady(most -> observing.carryingOut(claim.claim(most), carryOut)),
        settings.runsAtOnce(), runSignal, health.faults());
    TendRuns tendRuns = new TendRuns(running, beats.queue(), lease, steady);
    RecoverEndings recoverEndings = RecoverEndings.ofEarlierProcess(endings, beats.runs(),
        new EndRun(new ChangeRun(beats.runs(), beats.work()), beats.ledger(), beats.timelines(), logs, endings, pause), logs, clock);
    ReapLostRuns reapRuns = new ReapLostRuns(beats.runs(), beats.queue(), beats.ledger(), logs, beats.work(), clock);
    ReconcileSlots reconcileSlots = new ReconcileSlots(slots, work);

    CancelRun cancelRun = new CancelRun(runs, change, running, logs, clock);
    Scheduling scheduling = Scheduling.of(open.database(), kept, cancelRun);

    // The way of a refresh.
    Refreshing refreshing = Refreshing.of(kept, lease, clock);
    WarehouseTests tests = WarehouseTests.of(configured.warehouses(), recorded.checks(), lease, clock);

    // The end of a project.
    ProjectParts parts = new ProjectParts(configured.warehouses(), configured.credentials(), configured.uses());
    ChangeProject changeProject = new ChangeProject(configured.projects(), parts, configured.history(), scheduling.plan(), work);
    DeleteProject deleteProject = new DeleteProject(changeProject, configured.deleted(), cancelRun, work, clock);
    PurgeProjects purge = new PurgeProjects(configured.deleted(), deleteProject, configured.uses(),
        files.stored(), tools.environments(), tools.checkouts());

    // Who asks, and what is answered.
    RandomTokenSource tokenSource = new RandomTokenSource();
    this.tokens = new IssueApiToken(kept.apiTokens(), tokenSource, clock);
    Authenticate authenticate = new Authenticate(kept.apiTokens(), tokenSource, TrustedPlatform.of(settings.jwt(), clock), clock);
    AnswerOnce answerOnce = new AnswerOnce(kept.idempotencyKeys(), work, clock);
    AddCredential addCredential = new AddCredential(configured.credentials(), work);
    ProviderResources providers = ProviderResources.of(settings.providers(),
        new ProviderResources.Kept(credentials, addCredential, kept.loginAttempts(), configured.uses()), tools.branches(), tokenSource, clock);
    PostOnce once = new PostOnce(answerOnce);
    Notifying notifying = Notifying.of(open.database(), sealing, kept, settings.notifications(), this::address, ids, clock);
    FrontendResources frontend = new FrontendResources(kept, once, clock);
    List<RestApplication> apis = List.of(
        new FrontendApi(authenticate, ids, clock, union(List.of(
            frontend.warehouses(tests.resource(work, once)),
            frontend.tokens(tokens),
            frontend.credentials(addCredential, providers),
            frontend.projects(parts, deleteProject, changeProject, addCredential, ids),
            frontend.models(refreshing.signal()),
            scheduling.resources(once), notifying.resources(once),
            frontend.runs(offer, cancelRun, observing.followed(logs), files.artifacts())))),
        new MetaApi(authenticate, ids, clock, Reporting.resources(
            open.database(), configured, recorded, files, settings.logUploadMegabytes(), scheduling.reportLoad(), once, clock)));
    this.pages = List.of(apis.getFirst(), apis.getLast(), new DocumentPage(apis), new DocsPages(),
        new HealthPages(health.readiness()), observing.page(), refreshing.hooks(), settings.web().map(WebPages::of).orElseGet(WebPages::ofJar));

    observing.lookUp(open, running, tools, files.waiting(), steady);

    // What goes on by itself.
    this.heartbeat = new Heartbeat(health.faults());
    this.workers = new Workers(Stream.concat(Stream.of(runExecutor,
        refreshing.executor(tools, prepare, scheduling, health, settings.refreshesAtOnce()), tests.executor(tools, health),
        notifying.executor(heartbeat, health, steady)),
        refreshing.watcher(tools, open.database(), settings.git().look(), health).stream()).toList(), running, settings.queue().drain());
    health.beat(heartbeat);
    heartbeat.every(BEAT, "tend the database", open::tend);
    heartbeat.every(BEAT, "fence runs", new FenceRuns(running)::tick);
    heartbeat.every(BEAT, "tend runs", tendRuns::tick);
    DiskQuota.of(settings.sandbox(), tools, running, steady).beat(heartbeat);
    scheduling.beat(heartbeat, desk.fire(settings.queue(), runSignal));
    heartbeat.every(BEAT, "record the progress of runs", new RecordProgress(running)::tick);
    refreshing.beat(heartbeat, lease);
    refreshing.warmAhead(heartbeat, tools, prepare, open.database());
    tests.beat(heartbeat, lease);
    heartbeat.nowAndEvery(lease.look(), "recover and reap runs", new TendLostRuns(recoverEndings, reapRuns)::tick);
    heartbeat.nowAndEvery(RECONCILE, "count queued and running runs", reconcileSlots::tick);
    heartbeat.every(PURGE, "purge projects", purge::tick);
    heartbeat.every(CHECKOUTS, "remove unused checkouts", tools.checkouts()::removeUnused);
    heartbeat.every(KEYS, "exchange keys", rotateKeys::tick);
    storing.beat(heartbeat, runs, recorded.ledger(), clock);
    heartbeat.every(SERVERS, "tend servers of dbt", tools::tend);
    heartbeat.every(FORGET, "forget idempotency keys", answerOnce::tick);
  }

  /** Starts the service; it is up when this returns, and nothing of it is left when this throws. */
  public static Service start(ServiceSettings settings, Config config) {
    Service service = new Service(settings);
    try {
      service.http = Optional.of(HttpServer.start(settings, config, service.pages));
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

  /** One more token of the local account, in this role. */
  public Secret newToken(String label, Role role) {
    return tokens.issue(new Caller(LOCAL.account(), LOCAL.user(), role), label, Optional.empty()).token();
  }

  /** From now on it is closed when the JVM is to end. */
  Service untilShutdown() {
    AtShutdown.beforeHttpStops(this::drain);
    AtShutdown.afterHttpStopped(this::end);
    return this;
  }

  @Override
  public void close() {
    drain();
    http.ifPresent(HttpServer::close);
    end();
  }

  /** Load balancers hear of it first. Users read on until nothing is under way; what they ask for meanwhile is queued, for other copies. */
  private void drain() {
    health.readiness().drain();
    workers.close();
  }

  private void end() {
    tools.close();
    sandbox.close();
    workers.awaitIdle();
    heartbeat.close();
    observing.close();
    open.close();
    storage.close();
    lock.close();
  }

  private static Set<Object> union(List<Set<Object>> parts) {
    return parts.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }
}
