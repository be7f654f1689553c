package io.datachannel.dbt.bootstrap.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Transactions beside the service's that hold the rows of the queue for long, or lock them in the other order, until they are closed. */
final class HeldLocks implements AutoCloseable {
  private static final int HOLD_MILLIS = 1300;
  private static final int PAUSE_MILLIS = 400;
  private static final List<Integer> LOST_LOCKS = List.of(1205, 1213);

  private final Cluster cluster;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread locking;

  HeldLocks(Cluster cluster) {
    this.cluster = cluster;
    cluster.database().change("create table if not exists " + cluster.logs() + ".test_ballast (id int) engine = InnoDB");
    locking = Thread.ofPlatform().daemon().start(() -> {
      for (int turn = 0; over.getCount() > 0; turn++) {
        hold(turn % 2 == 0);
        pause(PAUSE_MILLIS);
      }
    });
  }

  private void hold(boolean runsFirst) {
    try (Connection connection = cluster.database().open(); Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        if (runsFirst) {
          // Whoever wrote less is broken off in a deadlock.
          statement.execute("insert into " + cluster.logs() + ".test_ballast select seq from " + cluster.logs() + ".seq_1_to_500");
          statement.execute("select id from " + cluster.logs() + ".log_dbt_project_run where status in ('QUEUED', 'RUNNING') for update");
          pause(PAUSE_MILLIS);
        }
        statement.execute("select queued from " + cluster.logs() + ".dbt_account_slots for update");
        pause(HOLD_MILLIS);
      } catch (SQLException lost) {
        if (!LOST_LOCKS.contains(lost.getErrorCode())) {
          throw lost;
        }
      }
      connection.rollback();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void pause(int millis) {
    try {
      over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      locking.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
