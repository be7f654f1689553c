package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.readiness.Probe;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the schema is still the one that this service brought it to, or a newer one. An older backup may have been put in its place. What a later
 * version of the service adds beside this one, and where it fails at that, is no concern of this one: migrations take nothing from it.
 */
public final class SchemaProbe implements Probe {
  private static final Sql HISTORY = new Sql("probe.schema", """
      select script, success
      from ${admin}.flyway_dbt_history
      """);

  private final Session session;
  private final Set<String> expected;

  /** @param database just migrated */
  public SchemaProbe(Database database) {
    this.session = database.session();
    this.expected = scripts(true);
  }

  @Override
  public void look() {
    Set<String> done = scripts(true);
    if (!done.containsAll(expected)) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The schema of the database is older than this service, or a migration of it failed: "
          + expected.stream().filter(done::contains).count() + " of " + expected.size() + " migrations are done, "
          + scripts(false).stream().filter(expected::contains).count() + " failed.", null);
    }
  }

  private Set<String> scripts(boolean success) {
    return session.all(HISTORY, new Values(), row -> row).stream().filter(row -> row.flag("success") == success)
        .map(row -> row.text("script")).collect(Collectors.toSet());
  }
}
