package io.datachannel.dbt.adapters.persistence;

import java.time.Instant;
import java.time.InstantSource;

/** The clock of the database, which all copies of the service share. To the microsecond. */
public final class DatabaseClock implements InstantSource {
  private static final Sql NOW = new Sql("clock.now", "select utc_timestamp(6) as now");

  private final Session session;

  public DatabaseClock(Database database) {
    this.session = database.session();
  }

  @Override
  public Instant instant() {
    return session.one(NOW, new Values(), row -> row.instant("now")).orElseThrow();
  }
}
