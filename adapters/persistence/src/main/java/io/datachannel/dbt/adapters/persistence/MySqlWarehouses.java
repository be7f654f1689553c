package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of {@code data_warehouses}; each secret is sealed for its account, row and field, and opened when it is used: one that cannot be
 * opened does not keep a list from being read, nor a user from entering it again.
 */
public final class MySqlWarehouses implements Warehouses {
  private final Session session;
  private final SecretSealing sealing;

  public MySqlWarehouses(Database database, SecretSealing sealing) {
    this.session = database.session();
    this.sealing = sealing;
  }

  @Override
  public WarehouseId add(AccountId account, String name, WarehouseConnection connection) {
    return session.inTransaction(() -> {
      WarehouseId id = new WarehouseId(session.add(WarehouseStatements.ADD, Values.of("account", account.value())
          .with("name", name)
          .with("type", connection.type().wireName())
          .with("configuration", JsonText.of(connection.open()))));
      session.change(WarehouseStatements.SEAL,
          Values.of("id", id.value()).with("account", account.value()).with("secrets", sealed(account, id, connection)));
      return id;
    });
  }

  @Override
  public Optional<Warehouse> find(AccountId account, WarehouseId id) {
    return session.one(WarehouseStatements.FIND, Values.of("id", id.value()).with("account", account.value()), this::read);
  }

  @Override
  public Optional<Warehouse> lock(AccountId account, WarehouseId id) {
    return session.one(WarehouseStatements.LOCK, Values.of("id", id.value()).with("account", account.value()), this::read);
  }

  @Override
  public int update(Warehouse next) {
    return session.change(WarehouseStatements.UPDATE, Values.of("id", next.id().value())
        .with("account", next.account().value())
        .with("name", next.name())
        .with("type", next.connection().type().wireName())
        .with("configuration", JsonText.of(next.connection().open()))
        .with("secrets", sealed(next.account(), next.id(), next.connection()))
        .with("revision", next.revision()));
  }

  @Override
  public int delete(AccountId account, WarehouseId id) {
    return session.change(WarehouseStatements.DELETE, Values.of("id", id.value()).with("account", account.value()));
  }

  @Override
  public List<Warehouse> list(AccountId account, Page page) {
    return session.all(WarehouseStatements.LIST,
        Values.of("account", account.value()).with("after", page.after()).with("limit", page.limit()), this::read);
  }

  private Warehouse read(Row row) {
    WarehouseId id = new WarehouseId(row.number("id"));
    AccountId account = new AccountId(row.number("account_id"));
    Map<String, Secret> secrets = new HashMap<>();
    JsonText.members(row.text("sealed_secrets_json"))
        .forEach((field, sealed) -> secrets.put(field, Secret.sealed(() -> sealing.open(sealed, account, purpose(id, field)))));
    return new Warehouse(id, account, row.text("name"), new WarehouseConnection(WarehouseType.named(row.text("type")),
        Map.copyOf(JsonText.members(row.text("configuration_json"))), Map.copyOf(secrets)),
        row.number("revision"));
  }

  private String sealed(AccountId account, WarehouseId id, WarehouseConnection connection) {
    Map<String, String> sealed = new HashMap<>();
    connection.secret().forEach((field, secret) -> sealed.put(field, sealing.seal(secret, account, purpose(id, field))));
    return JsonText.of(sealed);
  }

  static String purpose(WarehouseId id, String field) {
    return "warehouse/" + id.value() + "/" + field;
  }
}
