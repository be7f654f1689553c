package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.adapters.rest.credentials.CredentialTestsResource;
import io.datachannel.dbt.adapters.rest.credentials.CredentialsResource;
import io.datachannel.dbt.adapters.rest.credentials.GitHubLoginResource;
import io.datachannel.dbt.adapters.rest.credentials.RepositoriesResource;
import io.datachannel.dbt.adapters.rest.docs.DocsPages;
import io.datachannel.dbt.adapters.rest.docs.DocumentPage;
import io.datachannel.dbt.adapters.rest.health.HealthPages;
import io.datachannel.dbt.adapters.rest.environments.EnvironmentsResource;
import io.datachannel.dbt.adapters.rest.me.MeResource;
import io.datachannel.dbt.adapters.rest.meta.PipelinesResource;
import io.datachannel.dbt.adapters.rest.meta.ReportedResultsResource;
import io.datachannel.dbt.adapters.rest.meta.ReportedRunsResource;
import io.datachannel.dbt.adapters.rest.meta.UploadedLogsResource;
import io.datachannel.dbt.adapters.rest.notifications.DeliveriesResource;
import io.datachannel.dbt.adapters.rest.notifications.NotificationTargetsResource;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.projects.LineageResource;
import io.datachannel.dbt.adapters.rest.projects.ModelsResource;
import io.datachannel.dbt.adapters.rest.projects.ProjectActivityResource;
import io.datachannel.dbt.adapters.rest.projects.ProjectChangesResource;
import io.datachannel.dbt.adapters.rest.projects.ProjectHistoryResource;
import io.datachannel.dbt.adapters.rest.projects.ProjectsResource;
import io.datachannel.dbt.adapters.rest.projects.VariablesResource;
import io.datachannel.dbt.adapters.rest.refreshes.RefreshesResource;
import io.datachannel.dbt.adapters.rest.runs.ModelRunsResource;
import io.datachannel.dbt.adapters.rest.runs.ProjectRunsResource;
import io.datachannel.dbt.adapters.rest.runs.RunEventsResource;
import io.datachannel.dbt.adapters.rest.runs.RunFilesResource;
import io.datachannel.dbt.adapters.rest.runs.RunResultsResource;
import io.datachannel.dbt.adapters.rest.runs.RunsResource;
import io.datachannel.dbt.adapters.rest.tokens.TokensResource;
import io.datachannel.dbt.adapters.rest.versions.DbtVersionsResource;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseChecksResource;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseTypesResource;
import io.datachannel.dbt.adapters.rest.warehouses.WarehousesResource;
import io.datachannel.dbt.adapters.rest.webhooks.HooksPages;
import io.datachannel.dbt.adapters.rest.webhooks.WebhookResource;
import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.account.IssueApiToken;
import io.datachannel.dbt.application.account.PlatformTokens;
import io.datachannel.dbt.application.account.RevokeApiToken;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.credentials.BoundTokens;
import io.datachannel.dbt.application.credentials.ChangeCredential;
import io.datachannel.dbt.application.credentials.FakeSshKeys;
import io.datachannel.dbt.application.credentials.PublicCredential;
import io.datachannel.dbt.application.git.FinishGitHubLogin;
import io.datachannel.dbt.application.git.ListBranches;
import io.datachannel.dbt.application.git.ListRepositories;
import io.datachannel.dbt.application.git.RevokeGitHubLogin;
import io.datachannel.dbt.application.git.StartGitHubLogin;
import io.datachannel.dbt.application.git.TestCredential;
import io.datachannel.dbt.application.environments.ReadProjectEnvironment;
import io.datachannel.dbt.application.idempotency.AnswerOnce;
import io.datachannel.dbt.application.notifications.ComposeNotice;
import io.datachannel.dbt.application.notifications.ConfigureTargets;
import io.datachannel.dbt.application.notifications.TestTarget;
import io.datachannel.dbt.application.pipelines.ReportPipelineLoad;
import io.datachannel.dbt.application.projects.AddProject;
import io.datachannel.dbt.application.projects.ChangeProject;
import io.datachannel.dbt.application.projects.ChangeVariables;
import io.datachannel.dbt.application.projects.DeleteProject;
import io.datachannel.dbt.application.projects.ProjectParts;
import io.datachannel.dbt.application.projects.ReadLineage;
import io.datachannel.dbt.application.readiness.Readiness;
import io.datachannel.dbt.application.readiness.WatchedPart;
import io.datachannel.dbt.application.refresh.RefreshByItself;
import io.datachannel.dbt.application.refresh.RequestRefresh;
import io.datachannel.dbt.application.refresh.UpgradeEnvironment;
import io.datachannel.dbt.application.reporting.ReceiveLog;
import io.datachannel.dbt.application.reporting.ReportJournal;
import io.datachannel.dbt.application.reporting.ReportResults;
import io.datachannel.dbt.application.reporting.ReportRun;
import io.datachannel.dbt.application.reporting.ReportStatus;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.FollowRun;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.runs.RequestRun;
import io.datachannel.dbt.application.runs.RetryRun;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.application.schedules.PlanSchedules;
import io.datachannel.dbt.application.warehouses.AddWarehouse;
import io.datachannel.dbt.application.warehouses.ChangeWarehouse;
import io.datachannel.dbt.application.warehouses.RequestWarehouseCheck;
import io.datachannel.dbt.application.webhooks.MakeWebhook;
import io.datachannel.dbt.application.webhooks.ReceivePush;
import io.datachannel.dbt.application.workspace.ConfiguredParts;
import io.datachannel.dbt.application.workspace.KnownSecrets;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.helidon.microprofile.server.Server;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The resources on the real server, over the rows of {@link Rows}; one for all tests, which keep apart by accounts of their own. */
public final class RunningRest {
  static final Duration HEARTBEAT = Duration.ofMillis(200);
  static final int LONGEST_LOG = 4 * 1024 * 1024;

  private static final RunningRest INSTANCE = new RunningRest();

  final Rows rows = new Rows();
  public final List<RestApplication> applications;
  final int port;
  final AtomicBoolean databaseIsAway = new AtomicBoolean();
  final WatchedPart database = new WatchedPart("database", FailureCode.DATABASE_UNAVAILABLE, this::look, () -> Instant.EPOCH);
  final Readiness readiness = new Readiness(List.of(database));

  private RunningRest() {
    AddCredential addCredential = new AddCredential(rows.credentials, rows.work);
    Authenticate authenticate = new Authenticate(rows.tokens, rows.tokenSource, PlatformTokens.none(), rows.clock);
    CancelRun cancelRun =
        new CancelRun(rows.runs, new ChangeRun(rows.runs, rows.work), new RunningRuns(), rows.logs, rows.clock);
    RequestRun requestRun = new RequestRun(rows.projects, rows.models, rows.runs,
        new OfferRun(rows.runs.slots(4), rows.runs, Rows.QUOTA, rows.work, rows.signal), rows.work, rows.clock);
    RequestRefresh requestRefresh = new RequestRefresh(rows.projects, rows.refreshes, rows.work, rows.signal, rows.clock);
    PostOnce once = new PostOnce(new AnswerOnce(rows.keys, rows.work, rows.clock));
    ProjectParts parts = new ProjectParts(rows.warehouses, rows.credentials, rows.uses);
    ChangeProject changeProject =
        new ChangeProject(rows.projects, parts, rows.history, new PlanSchedules(rows.schedules, rows.clock), rows.work);
    PublicCredential publicCredential = new PublicCredential(rows.credentials, addCredential);
    ScheduleResources schedules = new ScheduleResources(rows, cancelRun, once);
    FrontendApi application = new FrontendApi(authenticate, rows.ids, rows.clock, Set.of(
        schedules.collections(), schedules.collectionChanges(), schedules.schedules(), schedules.scheduleChanges(), schedules.runFirings(),
        new WarehouseTypesResource(),
        new WarehousesResource(rows.warehouses, new AddWarehouse(rows.warehouses, rows.work),
            new ChangeWarehouse(rows.warehouses, rows.uses, rows.history, rows.work), once),
        new WarehouseChecksResource(
            new RequestWarehouseCheck(rows.warehouses, rows.checks, rows.work, rows.signal, rows.clock), rows.checks, once),
        new MeResource("1.2.3", rows.clock),
        new TokensResource(rows.tokens, new IssueApiToken(rows.tokens, rows.tokenSource, rows.clock),
            new RevokeApiToken(rows.tokens, rows.clock), once),
        new CredentialsResource(rows.credentials, addCredential,
            new ChangeCredential(rows.credentials, rows.uses, rows.history, new RevokeGitHubLogin(Optional.of(rows.githubApp)), rows.work),
            new FakeSshKeys(), once),
        new RepositoriesResource(new ListRepositories(rows.credentials, rows.providers, rows.clock),
            new ListBranches(rows.credentials, new BoundTokens(rows.credentials, rows.uses), rows.providers, rows.remoteBranches, rows.clock)),
        new CredentialTestsResource(new TestCredential(rows.credentials, new BoundTokens(rows.credentials, rows.uses), rows.providers, rows.remoteBranches)),
        new GitHubLoginResource(new StartGitHubLogin(Optional.of(rows.githubApp), rows.logins, rows.tokenSource, rows.clock),
            new FinishGitHubLogin(Optional.of(rows.githubApp), rows.logins, rows.tokenSource, addCredential, rows.clock), true),
        new ProjectsResource(rows.projects,
            new AddProject(rows.projects, parts, rows.work, rows.ids), publicCredential, once),
        new ProjectChangesResource(changeProject,
            new DeleteProject(changeProject, rows.deleted, cancelRun, rows.work, rows.clock), publicCredential),
        new ProjectActivityResource(rows.projects, rows.activities),
        new ProjectHistoryResource(rows.projects, rows.history),
        new VariablesResource(rows.projects, rows.variables, new ChangeVariables(rows.projects, rows.variables, rows.history, rows.work)),
        new WebhookResource(rows.projects, rows.webhooks,
            new MakeWebhook(rows.projects, rows.webhooks, rows.tokenSource, rows.history, rows.work, rows.clock), once),
        new ModelsResource(rows.projects, rows.models, rows.modelDetails, rows.refreshes),
        new LineageResource(new ReadLineage(rows.projects, rows.models, rows.modelDetails)),
        new DbtVersionsResource(),
        new RefreshesResource(requestRefresh, rows.refreshes, rows.models, once),
        new EnvironmentsResource(new ReadProjectEnvironment(rows.projects, rows.locks, rows.locks), rows.runEnvironments, rows.runs,
            new UpgradeEnvironment(requestRefresh, rows.locks, rows.work, rows.clock), once),
        new ProjectRunsResource(rows.projects, rows.runs, requestRun, once),
        new RunsResource(rows.runs, rows.runs.timelines(), rows.runEnvironments, cancelRun,
            new RetryRun(rows.runs, rows.ledger, rows.models, requestRun), once),
        new ModelRunsResource(rows.projects, rows.runs.models()),
        new RunResultsResource(rows.runs, rows.ledger),
        new RunFilesResource(rows.runs, rows.logs, rows.artifacts, rows.clock),
        new NotificationTargetsResource(rows.targets, configureTargets(), once),
        new DeliveriesResource(rows.targets, rows.messages, new TestTarget(rows.targets, new ComposeNotice(rows.projects, rows.runs,
            rows.ledger, () -> URI.create("https://dbt.example/"), rows.clock), rows.messenger, rows.ids)),
        new RunEventsResource(new FollowRun(rows.runs, rows.logs), HEARTBEAT),
        new BrokenResource()));
    MetaApi meta = metaApi(authenticate, once);
    applications = List.of(application, meta);
    port = Server.builder().host("127.0.0.1").port(0).addApplication(application).addApplication(meta)
        .addApplication(new DocumentPage(applications)).addApplication(new DocsPages()).addApplication(new HealthPages(readiness))
        .addApplication(new HooksPages(receivePush()))
        .build().start().port();
  }

  private ConfigureTargets configureTargets() {
    return new ConfigureTargets(rows.targets, rows.projects, rows.messenger, rows.tokenSource, rows.work);
  }

  private ReceivePush receivePush() {
    return new ReceivePush(rows.webhooks, rows.projects, rows.uses,
        new RefreshByItself(rows.projects, rows.refreshes, rows.refreshes, rows.work, rows.signal, rows.clock), rows.work, rows.clock);
  }

  private void look() {
    if (databaseIsAway.get()) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, BrokenResource.INNER_WORDS, null);
    }
  }

  private MetaApi metaApi(Authenticate authenticate, PostOnce once) {
    ReportJournal journal = new ReportJournal(rows.logs,
        new KnownSecrets(rows.projects, new ConfiguredParts(rows.warehouses, rows.credentials, rows.variables)));
    return new MetaApi(authenticate, rows.ids, rows.clock, Set.of(
        new ReportedRunsResource(rows.runs, rows.reported,
            new ReportRun(rows.projects, rows.runs, rows.reported, rows.work, journal, rows.clock),
            new ReportStatus(rows.runs, rows.ledger, rows.reported, rows.work, journal, rows.clock), once),
        new ReportedResultsResource(rows.runs, rows.ledger,
            new ReportResults(rows.runs, rows.reported, rows.work, journal, rows.clock), once),
        new UploadedLogsResource(rows.runs, rows.logs,
            new ReceiveLog(rows.runs, rows.ledger, rows.uploads, rows.work, journal, rows.clock), LONGEST_LOG),
        new PipelinesResource(
            new ReportPipelineLoad(rows.loads, rows.due, rows.projects, rows.work, rows.clock), once)));
  }

  /** The one. */
  public static RunningRest get() {
    return INSTANCE;
  }
}
