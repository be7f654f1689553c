package io.datachannel.dbt.adapters.persistence;

/** Where the tables of DataChannel's platform, which ours refer to, come from: accounts, users, data_warehouses, … */
public enum PlatformTables {
  /** They are there already; a migration never touches them. */
  PRESENT,
  /** This service makes the least of them that it needs, with one account 1 and its user 1: the embedded default. */
  CREATED
}
