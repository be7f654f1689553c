package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.readiness.Probe;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;

/**
 * Whether the database answers and takes writes. It adds a row and deletes it, which no other copy has to wait for. A disk that is full still
 * has room for that, so what befalls other writes counts, too.
 */
public final class WriteProbe implements Probe {
  private static final Sql ADD = new Sql("probe.add", "insert into ${logs}.dbt_write_probe (written_at) values (utc_timestamp(6))");
  private static final Sql DELETE = new Sql("probe.delete", "delete from ${logs}.dbt_write_probe where id = :id");
  /** A second each: a run whose end is refused tries again within this. */
  static final int QUIET_LOOKS = 10;

  private final Session session;
  private final RefusedWrites refused;
  private long seen;
  private int quiet = QUIET_LOOKS;
  private boolean refusedMyself;

  /** @param database by connections of its own; refused writes are those of all connections */
  public WriteProbe(Database database) {
    this.session = database.session();
    this.refused = database.refusedWrites();
  }

  @Override
  public void look() {
    write();
    long now = refused.count();
    quiet = now == seen || refusedMyself ? Math.min(quiet + 1, QUIET_LOOKS) : 0;
    seen = now;
    refusedMyself = false;
    if (quiet < QUIET_LOOKS) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE,
          "The database refused a write in the last " + QUIET_LOOKS + " s: it is read-only, or its disk is full.", null);
    }
  }

  /** Once its own row is taken again, what was refused before is over. */
  private void write() {
    try {
      session.inTransaction(() -> session.change(DELETE, Values.of("id", session.add(ADD, new Values()))));
    } catch (PortFailure failed) {
      refusedMyself = true;
      throw failed;
    }
  }
}
