package io.datachannel.dbt.bootstrap.bench.dbt;

import io.datachannel.dbt.bootstrap.system.PostgresServer;

/** A schema of PostgreSQL. */
record PostgresStore(PostgresServer server, String schema) implements Store {

  private String seeds() {
    return schema + "_seeds";
  }

  @Override
  public void seeded() {
    server.query("drop schema if exists " + seeds() + " cascade");
    server.query("alter schema " + schema + " rename to " + seeds());
    clear();
  }

  @Override
  public void clear() {
    server.query("drop schema if exists " + schema + " cascade");
    server.query("create schema " + schema);
    server.query("select table_name from information_schema.tables where table_schema = '" + seeds() + "'")
        .forEach(table -> server.query("create table %1$s.%3$s as table %2$s.%3$s".formatted(schema, seeds(), table)));
  }

  @Override
  public long rows(String relation) {
    return Long.parseLong(server.query("select count(*) from " + schema + "." + relation).getFirst());
  }
}
