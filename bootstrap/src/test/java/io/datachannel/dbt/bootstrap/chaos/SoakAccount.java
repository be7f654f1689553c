package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.adapters.security.RandomTokenSource;
import io.datachannel.dbt.bootstrap.system.Api;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.ArrayList;
import java.util.List;

/**
 * An account with its projects, each of which has a schedule of all its models.
 *
 * @param token opens the API for it
 */
record SoakAccount(long id, Secret token, List<Work> work) {

  /**
   * A project, and the schedule of it.
   *
   * @param real on the real dbt, not on the stub
   * @param cron when the schedule fires, in UTC
   */
  record Work(int project, int schedule, boolean real, String cron) {}

  /** Makes the rows that a platform would, and the rest over the API. @param shop the repository of the projects on the real dbt */
  static SoakAccount make(Cluster cluster, long id, SoakPlan plan, String shop) {
    RandomTokenSource source = new RandomTokenSource();
    Secret token = source.fresh();
    if (id > 1) {
      cluster.database().change("insert into " + cluster.admin() + ".accounts (id, name) values (?, ?)", id, "soak " + id);
      cluster.database().change("insert into " + cluster.admin() + ".users (id, account_id, name) values (?, ?, 'soak')", 100 + id, id);
    }
    cluster.database().change("insert into " + cluster.admin() + ".dbt_api_tokens (account_id, user_id, label, token_sha256, created_at, role) "
        + "values (?, ?, 'soak', ?, utc_timestamp(), 'ADMIN')", id, id == 1 ? 1 : 100 + id, source.hash(token));
    Api api = cluster.copy(0).api(token);
    List<Work> work = new ArrayList<>();
    work.add(work(api, warehouse(api, """
        "postgres", "name": "stub", "connection": {"host": "127.0.0.1", "port": 1, "user": "u", "password": "%s", "dbname": "soak", "schema": "s%d"}"""
        .formatted(Cluster.PASSWORD, id)), cluster.repositoryUrl(), false, plan.cron()));
    if (id <= plan.real()) {
      work.add(work(api, warehouse(api, "\"duckdb\", \"name\": \"real\", \"connection\": {\"path\": \"soak.duckdb\"}"), shop, true, plan.realCron()));
    }
    return new SoakAccount(id, token, List.copyOf(work));
  }

  /** @param work as JSON: the type, and the members behind it */
  private static int warehouse(Api api, String work) {
    return made(api.post("warehouses", "{\"type\": %s}".formatted(work)));
  }

  private static Work work(Api api, int warehouse, String repository, boolean real, String cron) {
    int project = made(api.post("projects", """
        {"name": "%s", "warehouseId": %d, "repositoryUrl": "%s", "branch": "main"}""".formatted(real ? "real" : "stub", warehouse, repository)));
    // It is paused until the soak begins, so that each planned instant of it counts.
    int schedule = made(api.post("projects/" + project + "/schedules", """
        {"target": {"kind": "ALL_MODELS"}, "cadence": {"kind": "CRON", "cron": "%s"}, "timeZone": "UTC", "graceSeconds": 86400,
         "afterLoss": "QUEUE_ONCE_AGAIN"%s}""".formatted(cron, real ? "" : ", \"vars\": {\"seconds\": 0.5}")));
    return new Work(project, schedule, real, cron);
  }

  private static int made(Api.Answer answer) {
    if (answer.status() != 201) {
      throw new AssertionError(answer.toString());
    }
    return answer.id();
  }
}
