package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.MySqlApiTokens;
import io.datachannel.dbt.adapters.persistence.MySqlCredentials;
import io.datachannel.dbt.adapters.persistence.MySqlDeletedProjects;
import io.datachannel.dbt.adapters.persistence.MySqlEnvironmentLocks;
import io.datachannel.dbt.adapters.persistence.MySqlEnvironmentUpgrades;
import io.datachannel.dbt.adapters.persistence.MySqlIdempotencyKeys;
import io.datachannel.dbt.adapters.persistence.MySqlLoginAttempts;
import io.datachannel.dbt.adapters.persistence.MySqlModelCatalog;
import io.datachannel.dbt.adapters.persistence.MySqlModelDetails;
import io.datachannel.dbt.adapters.persistence.MySqlModelRuns;
import io.datachannel.dbt.adapters.persistence.MySqlProjectActivities;
import io.datachannel.dbt.adapters.persistence.MySqlProjectHistory;
import io.datachannel.dbt.adapters.persistence.MySqlProjectUses;
import io.datachannel.dbt.adapters.persistence.MySqlProjectVariables;
import io.datachannel.dbt.adapters.persistence.MySqlProjects;
import io.datachannel.dbt.adapters.persistence.MySqlRefreshHistory;
import io.datachannel.dbt.adapters.persistence.MySqlRefreshes;
import io.datachannel.dbt.adapters.persistence.MySqlRelationLocks;
import io.datachannel.dbt.adapters.persistence.MySqlRunEnvironments;
import io.datachannel.dbt.adapters.persistence.MySqlRunQueue;
import io.datachannel.dbt.adapters.persistence.MySqlUnitOfWork;
import io.datachannel.dbt.adapters.persistence.MySqlWarehouseChecks;
import io.datachannel.dbt.adapters.persistence.MySqlWarehouses;
import io.datachannel.dbt.adapters.persistence.MySqlWebhooks;
import io.datachannel.dbt.adapters.security.TinkSecretSealing;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.notifications.AnnouncedRuns;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.RunTimelines;
import io.datachannel.dbt.application.workspace.ConfiguredParts;

/** Everything that is kept in the database. */
record Repositories(
    MySqlUnitOfWork work,
    Configured configured,
    Recorded recorded,
    MySqlApiTokens apiTokens,
    MySqlIdempotencyKeys idempotencyKeys,
    MySqlLoginAttempts loginAttempts) {

  static Repositories of(Database database, TinkSecretSealing sealing, Observing observing) {
    return new Repositories(new MySqlUnitOfWork(database),
        new Configured(new MySqlWarehouses(database, sealing), new MySqlCredentials(database, sealing), new MySqlProjects(database),
            new MySqlProjectUses(database), new MySqlProjectHistory(database), new MySqlDeletedProjects(database),
            new MySqlProjectVariables(database, sealing), new MySqlWebhooks(database, sealing)),
        new Recorded(new MySqlModelCatalog(database), new MySqlModelDetails(database), new MySqlModelRuns(database), new MySqlProjectActivities(database),
            new MySqlRefreshes(database), new MySqlRefreshHistory(database),
            new MySqlWarehouseChecks(database), Notifying.announced(database, observing.runs(database)), new MySqlRunQueue(database), new MySqlRelationLocks(database),
            observing.ledger(database), observing.timelines(database), new MySqlRunEnvironments(database),
            new MySqlEnvironmentLocks(database), new MySqlEnvironmentUpgrades(database)),
        new MySqlApiTokens(database), new MySqlIdempotencyKeys(database, sealing), new MySqlLoginAttempts(database, sealing));
  }

  /** What looks after leases: the same rows by connections that nothing else can exhaust. */
  record Beats(MySqlUnitOfWork work, AnnouncedRuns runs, MySqlRunQueue queue, RunLedger ledger, RunTimelines timelines) {

    static Beats of(Database beats, Observing observing) {
      return new Beats(new MySqlUnitOfWork(beats), Notifying.announced(beats, observing.runs(beats)), new MySqlRunQueue(beats),
          observing.ledger(beats), observing.timelines(beats));
    }
  }

  /** What users configure. */
  record Configured(
      MySqlWarehouses warehouses,
      MySqlCredentials credentials,
      MySqlProjects projects,
      MySqlProjectUses uses,
      MySqlProjectHistory history,
      MySqlDeletedProjects deleted,
      MySqlProjectVariables variables,
      MySqlWebhooks webhooks) {

    /** What work on a project needs of it. @param renewing credentials that are renewed before they are over */
    ConfiguredParts parts(Credentials renewing) {
      return new ConfiguredParts(warehouses, renewing, variables);
    }
  }

  /** What refreshes, tests and runs leave. */
  record Recorded(
      MySqlModelCatalog catalog,
      MySqlModelDetails modelDetails,
      MySqlModelRuns modelRuns,
      MySqlProjectActivities activities,
      MySqlRefreshes refreshes,
      MySqlRefreshHistory refreshHistory,
      MySqlWarehouseChecks checks,
      AnnouncedRuns runs,
      MySqlRunQueue queue,
      MySqlRelationLocks relations,
      RunLedger ledger,
      RunTimelines timelines,
      MySqlRunEnvironments runEnvironments,
      MySqlEnvironmentLocks locks,
      MySqlEnvironmentUpgrades upgrades) {}
}
