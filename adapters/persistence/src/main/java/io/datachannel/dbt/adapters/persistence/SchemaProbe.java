package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.readiness.Probe;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;

/** Whether the schema is still the one that this service brought it to, or a newer one. An older backup may have been put in its place. */
public final class SchemaProbe implements Probe {
  private static final Sql DONE = new Sql("probe.schema", """
      select count(case when success = 1 then 1 end) as done, count(case when success = 0 then 1 end) as failed
      from ${admin}.flyway_dbt_history
      """);

  private final Session session;
  private final long expected;

  /** @param database just migrated */
  public SchemaProbe(Database database) {
    this.session = database.session();
    this.expected = history().done();
  }

  private record History(long done, long failed) {}

  @Override
  public void look() {
    History found = history();
    if (found.failed() > 0 || found.done() < expected) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The schema of the database is older than this service, or a migration of it failed: "
          + found.done() + " of " + expected + " migrations are done, " + found.failed() + " failed.", null);
    }
  }

  private History history() {
    return session.one(DONE, new Values(), row -> new History(row.number("done"), row.number("failed"))).orElseThrow();
  }
}
