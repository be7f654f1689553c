package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.git.Ed25519Keys;
import io.datachannel.dbt.adapters.rest.credentials.CredentialsResource;
import io.datachannel.dbt.adapters.rest.environments.EnvironmentsResource;
import io.datachannel.dbt.adapters.rest.me.MeResource;
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
import io.datachannel.dbt.adapters.rest.webhooks.WebhookResource;
import io.datachannel.dbt.adapters.security.RandomTokenSource;
import io.datachannel.dbt.application.account.IssueApiToken;
import io.datachannel.dbt.application.account.RevokeApiToken;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.credentials.ChangeCredential;
import io.datachannel.dbt.application.credentials.PublicCredential;
import io.datachannel.dbt.application.environments.ReadProjectEnvironment;
import io.datachannel.dbt.application.environments.ReadRunEnvironment;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.projects.AddProject;
import io.datachannel.dbt.application.projects.ChangeProject;
import io.datachannel.dbt.application.projects.ChangeVariables;
import io.datachannel.dbt.application.projects.DeleteProject;
import io.datachannel.dbt.application.projects.ProjectParts;
import io.datachannel.dbt.application.projects.ReadLineage;
import io.datachannel.dbt.application.refresh.RequestRefresh;
import io.datachannel.dbt.application.refresh.UpgradeEnvironment;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.FollowRun;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.runs.RequestRun;
import io.datachannel.dbt.application.runs.RetryRun;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.warehouses.AddWarehouse;
import io.datachannel.dbt.application.warehouses.ChangeWarehouse;
import io.datachannel.dbt.application.webhooks.MakeWebhook;
import io.datachannel.dbt.bootstrap.Repositories.Configured;
import io.datachannel.dbt.bootstrap.Repositories.Recorded;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** The wiring of the resources of FrontendAPI, by what they show. */
record FrontendResources(Repositories kept, PostOnce once, InstantSource clock) {
  /** Longer silence makes proxies close a connection. */
  private static final Duration SSE_HEARTBEAT = Duration.ofSeconds(15);

  Set<Object> warehouses(WarehouseChecksResource tests) {
    Configured configured = kept.configured();
    return Set.of(new WarehouseTypesResource(), tests,
        new WarehousesResource(configured.warehouses(), new AddWarehouse(configured.warehouses(), kept.work()),
            new ChangeWarehouse(configured.warehouses(), configured.uses(), configured.history(), kept.work()), once));
  }

  Set<Object> tokens(IssueApiToken issue) {
    return Set.of(new MeResource(ServiceVersion.text(), clock),
        new TokensResource(kept.apiTokens(), issue, new RevokeApiToken(kept.apiTokens(), clock), once));
  }

  Set<Object> credentials(AddCredential add, ProviderResources providers) {
    Configured configured = kept.configured();
    return Set.of(
        new CredentialsResource(configured.credentials(), add,
            new ChangeCredential(configured.credentials(), configured.uses(), configured.history(), providers.accessReturn(), kept.work()),
            new Ed25519Keys(), once),
        providers.repositories(), providers.tests(), providers.githubLogin());
  }

  Set<Object> projects(ProjectParts parts, DeleteProject delete, ChangeProject change, AddCredential addCredential, IdSource ids) {
    Configured configured = kept.configured();
    PublicCredential publicCredential = new PublicCredential(configured.credentials(), addCredential);
    return Set.of(
        new ProjectsResource(configured.projects(), new AddProject(configured.projects(), parts, kept.work(), ids),
            publicCredential, once),
        new ProjectChangesResource(change, delete, publicCredential),
        new ProjectActivityResource(configured.projects(), kept.recorded().activities()),
        new ProjectHistoryResource(configured.projects(), configured.history()),
        new VariablesResource(configured.projects(), configured.variables(),
            new ChangeVariables(configured.projects(), configured.variables(), configured.history(), kept.work())),
        new WebhookResource(configured.projects(), configured.webhooks(), new MakeWebhook(configured.projects(), configured.webhooks(),
            new RandomTokenSource(), configured.history(), kept.work(), clock), once));
  }

  Set<Object> models(WorkSignal refreshSignal) {
    Recorded recorded = kept.recorded();
    RequestRefresh refresh = new RequestRefresh(kept.configured().projects(), recorded.refreshes(), kept.work(), refreshSignal, clock);
    return Set.of(
        new ModelsResource(kept.configured().projects(), recorded.catalog(), recorded.modelDetails(), recorded.refreshHistory()),
        new LineageResource(new ReadLineage(kept.configured().projects(), recorded.catalog(), recorded.modelDetails())),
        new DbtVersionsResource(),
        new RefreshesResource(refresh, recorded.refreshes(), recorded.catalog(), once),
        new EnvironmentsResource(new ReadProjectEnvironment(kept.configured().projects(), recorded.locks(), recorded.upgrades()),
            new ReadRunEnvironment(recorded.runEnvironments(), recorded.locks()), recorded.runs(),
            new UpgradeEnvironment(refresh, recorded.upgrades(), kept.work(), clock), once));
  }

  Set<Object> runs(OfferRun offer, CancelRun cancel, RunLogs logs, Artifacts artifacts) {
    Recorded recorded = kept.recorded();
    RequestRun request =
        new RequestRun(kept.configured().projects(), recorded.catalog(), recorded.runs(), offer, kept.work(), clock);
    return Set.of(
        new ProjectRunsResource(kept.configured().projects(), recorded.runs(), request, once),
        new RunsResource(recorded.runs(), recorded.timelines(), new ReadRunEnvironment(recorded.runEnvironments(), recorded.locks()), cancel,
            new RetryRun(recorded.runs(), recorded.ledger(), recorded.catalog(), request), once),
        new ModelRunsResource(kept.configured().projects(), recorded.modelRuns()),
        new RunResultsResource(recorded.runs(), recorded.ledger()),
        new RunFilesResource(recorded.runs(), logs, artifacts, clock),
        new RunEventsResource(new FollowRun(recorded.runs(), logs), SSE_HEARTBEAT));
  }
}
