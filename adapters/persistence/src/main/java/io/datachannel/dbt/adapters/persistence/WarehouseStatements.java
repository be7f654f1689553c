package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlWarehouses}. */
final class WarehouseStatements {
  static final Sql ADD = new Sql("warehouses.add", """
      insert into ${admin}.data_warehouses (account_id, name, type, configuration_json, sealed_secrets_json)
      values (:account, :name, :type, :configuration, '{}')
      """);

  static final Sql SEAL = new Sql("warehouses.seal", """
      update ${admin}.data_warehouses
      set sealed_secrets_json = :secrets
      where id = :id and account_id = :account
      """);

  static final Sql FIND = new Sql("warehouses.find", """
      select id, account_id, name, type, configuration_json, sealed_secrets_json, revision
      from ${admin}.data_warehouses
      where id = :id and account_id = :account
      """);

  static final Sql LOCK = new Sql("warehouses.lock", FIND.text() + """
      for update
      """);

  static final Sql UPDATE = new Sql("warehouses.update", """
      update ${admin}.data_warehouses
      set name = :name, type = :type, configuration_json = :configuration, sealed_secrets_json = :secrets, revision = :revision
      where id = :id and account_id = :account and revision = :revision - 1
      """);

  static final Sql DELETE = new Sql("warehouses.delete", """
      delete from ${admin}.data_warehouses
      where id = :id and account_id = :account
      """);

  static final Sql LIST = new Sql("warehouses.list", """
      select id, account_id, name, type, configuration_json, sealed_secrets_json, revision
      from ${admin}.data_warehouses
      where account_id = :account and id > :after
      order by id
      limit :limit
      """);

  private WarehouseStatements() {}
}
