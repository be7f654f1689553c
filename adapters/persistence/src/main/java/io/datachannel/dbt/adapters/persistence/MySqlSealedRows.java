package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.keys.SealedRows;
import io.datachannel.dbt.application.keys.SecretResealing;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sealed columns of warehouses, credentials, variables, webhooks and targets of notifications. */
public final class MySqlSealedRows implements SealedRows {
  private static final int ROWS_AT_ONCE = 500;

  private final Session session;
  private final SecretResealing resealing;

  public MySqlSealedRows(Database database, SecretResealing resealing) {
    this.session = database.session();
    this.resealing = resealing;
  }

  @Override
  public Pass reseal() {
    Pass warehouses = pass(EncryptionKeyStatements.WAREHOUSES, this::warehouse, EncryptionKeyStatements.RESEAL_WAREHOUSE);
    Pass credentials = pass(EncryptionKeyStatements.CREDENTIALS, this::credential, EncryptionKeyStatements.RESEAL_CREDENTIAL);
    Pass variables = pass(EncryptionKeyStatements.VARIABLES, this::variable, EncryptionKeyStatements.RESEAL_VARIABLE);
    Pass webhooks = pass(EncryptionKeyStatements.WEBHOOKS, this::webhook, EncryptionKeyStatements.RESEAL_WEBHOOK);
    Pass targets = pass(EncryptionKeyStatements.TARGETS, this::target, EncryptionKeyStatements.RESEAL_TARGET);
    return Stream.of(warehouses, credentials, variables, webhooks, targets).reduce(new Pass(0, 0, 0), (sum, part) -> new Pass(
        sum.resealed() + part.resealed(), sum.contended() + part.contended(), sum.unreadable() + part.unreadable()));
  }

  private Pass pass(Sql page, Function<Row, Optional<String>> resealed, Sql replace) {
    Pass sum = new Pass(0, 0, 0);
    List<Row> rows = page(page, 0);
    while (!rows.isEmpty()) {
      for (Row row : rows) {
        sum = one(sum, row, resealed, replace);
      }
      rows = page(page, rows.getLast().number("id"));
    }
    return sum;
  }

  private List<Row> page(Sql page, long after) {
    return session.all(page, Values.of("after", after).with("limit", ROWS_AT_ONCE), row -> row);
  }

  private Pass one(Pass sum, Row row, Function<Row, Optional<String>> resealed, Sql replace) {
    try {
      return resealed.apply(row)
          .map(sealed -> session.change(replace,
              Values.of("id", row.number("id")).with("revision", row.number("revision")).with("sealed", sealed)) == 1
              ? new Pass(sum.resealed() + 1, sum.contended(), sum.unreadable())
              : new Pass(sum.resealed(), sum.contended() + 1, sum.unreadable()))
          .orElse(sum);
    } catch (PortFailure failed) {
      if (failed.code() != FailureCode.SECRET_UNREADABLE) {
        throw failed;
      }
      return new Pass(sum.resealed(), sum.contended(), sum.unreadable() + 1);
    }
  }

  private Optional<String> warehouse(Row row) {
    AccountId account = new AccountId(row.number("account_id"));
    WarehouseId id = new WarehouseId(row.number("id"));
    Map<String, String> members = JsonText.members(row.text("sealed_secrets_json"));
    Map<String, String> next = new LinkedHashMap<>(members);
    members.forEach((field, sealed) ->
        resealing.reseal(sealed, account, MySqlWarehouses.purpose(id, field)).ifPresent(fresh -> next.put(field, fresh)));
    return next.equals(members) ? Optional.empty() : Optional.of(JsonText.of(next));
  }

  private Optional<String> variable(Row row) {
    return resealing.reseal(row.text("sealed_value"), new AccountId(row.number("account_id")),
        MySqlProjectVariables.purpose(new ProjectId(row.integer("dbt_project_id")), row.text("name")));
  }

  private Optional<String> webhook(Row row) {
    return resealing.reseal(row.text("sealed_secret"), new AccountId(row.number("account_id")),
        MySqlWebhooks.purpose(new ProjectId(row.integer("dbt_project_id"))));
  }

  private Optional<String> target(Row row) {
    return resealing.reseal(row.text("sealed_secret"), new AccountId(row.number("account_id")),
        MySqlNotificationTargets.purpose(new TargetId(row.integer("id"))));
  }

  /** The members that are sealed again, and no others. */
  private Optional<String> credential(Row row) {
    AccountId account = new AccountId(row.number("account_id"));
    Map<String, String> members = JsonText.members(row.text("credential_json"));
    Map<String, String> next = new LinkedHashMap<>();
    CredentialJson.purposes(new CredentialId(row.integer("id"))).forEach((field, purpose) -> Optional.ofNullable(members.get(field))
        .flatMap(sealed -> resealing.reseal(sealed, account, purpose)).ifPresent(fresh -> next.put(field, fresh)));
    return next.isEmpty() ? Optional.empty() : Optional.of(JsonText.of(next));
  }
}
