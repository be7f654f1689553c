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
      select id, account_id, name, type, configuration_json, sealed_secrets_json
      from ${admin}.data_warehouses
      where id = :id and account_id = :account
      """);

  static final Sql LIST = new Sql("warehouses.list", """
      select id, account_id, name, type, configuration_json, sealed_secrets_json
      from ${admin}.data_warehouses
      where account_id = :account and id > :after
      order by id
      limit :limit
      """);

  private WarehouseStatements() {}
}
