package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.security.RandomTokenSource;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** An account of its own, with rows of every kind that paths name; whatever a test does in it, others do not see. */
final class Account {
  private final RunningService service = RunningService.get();
  private final ServiceTables tables;
  private final long id;
  private final long user;
  private final Secret admin;
  private final Secret reporter;
  private final Api api;
  private final Api meta;

  Account(ServiceTables tables, String name) {
    this.tables = tables;
    this.id = tables.insert("insert into dc_admin.accounts (name) values (?)", name);
    this.user = tables.insert("insert into dc_admin.users (account_id, name) values (?, ?)", id, name);
    this.admin = token(Role.ADMIN);
    this.reporter = token(Role.SERVICE);
    URI address = service.service().address();
    this.api = new Api(address, admin);
    this.meta = Api.meta(address, reporter);
  }

  private Secret token(Role role) {
    RandomTokenSource source = new RandomTokenSource();
    Secret token = source.fresh();
    tables.insert("insert into dc_admin.dbt_api_tokens (account_id, user_id, label, token_sha256, created_at, role) "
        + "values (?, ?, 'test', ?, utc_timestamp(), ?)", id, user, source.hash(token), role.name());
    return token;
  }

  /** The token that opens this path. */
  Secret tokenFor(String path) {
    return path.startsWith("/meta/") ? reporter : admin;
  }

  /** New rows for all that the path of a call names, by the names of its parameters. */
  Map<String, Long> idsFor(DocumentedCall call) {
    Map<String, Long> ids = new HashMap<>();
    for (DocumentedCall.InPath parameter : call.ids()) {
      ids.put(parameter.name(), switch (parameter.collection()) {
        case "refreshes" -> refreshIn(ids.get("id"));
        case "tests" -> testOf(ids.get("id"));
        case "collections" -> collectionIn(ids.get("id"));
        case "schedules" -> scheduleIn(ids.get("id"));
        case String collection -> idIn(collection);
      });
    }
    return ids;
  }

  /**
   * A new row of what a path names.
   *
   * @param collection the part of the path before the id, for example runs
   * @throws AssertionError when there is none: a new kind of row needs its line here
   */
  long idIn(String collection) {
    return switch (collection) {
      case "warehouses" -> api.post("warehouses", """
          {"name": "w", "type": "postgres", "connection":
            {"host": "127.0.0.1", "port": "1", "user": "u", "password": "p", "dbname": "d", "schema": "s"}}""").id();
      case "credentials" -> api.post("credentials", """
          {"name": "c", "kind": "https-token", "token": "t", "provider": "OTHER"}""").id();
      case "projects" -> project();
      case "runs" -> meta.post("runs", "{\"projectId\": %d, \"status\": \"RUNNING\"}".formatted(project())).id();
      case "notification-targets" -> api.post("notification-targets", """
          {"name": "n", "kind": "WEBHOOK", "url": "https://hooks.invalid/dbt"}""").id();
      case "tokens" -> api.post("tokens", "{\"label\": \"t\", \"role\": \"VIEWER\"}").id();
      case "pipelines" -> tables.insert("insert into dc_admin.pipelines (account_id, data_warehouse_id, name) values (?, ?, 'p')",
          id, idIn("warehouses"));
      default -> throw new AssertionError("there is no row to take an id of " + collection + " from");
    };
  }

  /** A run that is over. */
  long endedRun() {
    long run = idIn("runs");
    meta.send("PATCH", "runs/" + run + "/status", "*", "{\"status\": \"SUCCESSFUL\"}");
    return run;
  }

  /** A refresh that is over, as it must be for the tables to stand still: it fails, since there is no such server. */
  private long refreshIn(long project) {
    return api.refreshed((int) project).getInt("id");
  }

  /** A test of a warehouse that is over: nothing answers at its address. */
  private long testOf(long warehouse) {
    return api.tested(warehouse).getInt("id");
  }

  private long collectionIn(long project) {
    return api.post("projects/" + project + "/collections", "{\"name\": \"c\", \"models\": [\"model.shop.a\"]}").id();
  }

  /** One that fires in a while. */
  private long scheduleIn(long project) {
    return api.post("projects/" + project + "/schedules", """
        {"target": {"kind": "MODELS", "models": ["model.shop.a", "model.shop.b"]}, "cadence": {"kind": "MONTHLY", "days": [29], "months": [2],
         "time": "00:00"}}""").id();
  }

  private long project() {
    return api.post("projects", """
        {"name": "p", "warehouseId": %d, "repositoryUrl": "http://127.0.0.1:1/a.git", "branch": "main"}"""
        .formatted(idIn("warehouses"))).id();
  }
}
