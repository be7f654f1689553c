package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Transactions beside the service's that lock the rows of the queue for long, or in the other order. They weigh more than the service's, so that
 * the database breaks deadlocks with the service's.
 */
final class LockTrouble {
  /** Waits for locks end after a second, and a lock that is held longer costs one or two of them. */
  private static final int WAIT_SECONDS = 1;
  private static final int HOLD_MILLIS = 2300;
  private static final int BEFORE_THE_SECOND_LOCK_MILLIS = 60;

  final AtomicInteger deadlocks = new AtomicInteger();
  final AtomicInteger timeouts = new AtomicInteger();
  final AtomicInteger own = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);

  /** Makes what gives these transactions their weight; before they begin. */
  static void prepare() {
    TestDatabase.execute(TestDatabase.settings(), List.of("create table if not exists dc_logs.test_ballast (id int) engine = InnoDB"));
  }

  /** The settings of connections that do not wait for locks for long. */
  static DatabaseSettings impatient() {
    DatabaseSettings known = TestDatabase.settings();
    return new DatabaseSettings(known.url() + "&sessionVariables=innodb_lock_wait_timeout=" + WAIT_SECONDS, known.user(), known.password(),
        known.adminSchema(), known.logsSchema(), 12);
  }

  /** The same work, whose lost locks are counted. */
  UnitOfWork counted(UnitOfWork work) {
    return new UnitOfWork() {
      @Override
      public <T> T inTransaction(Supplier<T> piece) {
        return work.inTransaction(() -> {
          try {
            return piece.get();
          } catch (PortFailure failed) {
            count(failed);
            throw failed;
          }
        });
      }

      @Override
      public void afterCommit(Runnable effect) {
        work.afterCommit(effect);
      }
    };
  }

  private void count(PortFailure failed) {
    Stream.iterate((Throwable) failed, cause -> cause != null, Throwable::getCause).filter(SQLException.class::isInstance)
        .mapToInt(sql -> ((SQLException) sql).getErrorCode()).findFirst().ifPresent(code -> {
          deadlocks.addAndGet(code == 1213 ? 1 : 0);
          timeouts.addAndGet(code == 1205 ? 1 : 0);
        });
  }

  /** Locks the head of an account's queue and then its slot, again and again, until it is told that it is over. */
  void lockInTheOtherOrder(int account) {
    while (goesOn()) {
      inTransaction(statement -> {
        statement.execute("insert into dc_logs.test_ballast select seq from dc_logs.seq_1_to_500");
        statement.execute("select id from dc_logs.log_dbt_project_run force index (queue_of_account) where account_id = " + account
            + " and status = 'QUEUED' and carried_out_by = 'SERVICE' and waits_for_run_id is null order by priority, queued_at, id limit 1"
            + " for update");
        pause(BEFORE_THE_SECOND_LOCK_MILLIS);
        statement.execute("select queued from dc_logs.dbt_account_slots where account_id = " + account + " for update");
      });
    }
  }

  /** Locks an account's slot for longer than anyone waits, again and again, until it is told that it is over. */
  void lockForLong(int account) {
    while (goesOn()) {
      inTransaction(statement -> {
        statement.execute("select queued from dc_logs.dbt_account_slots where account_id = " + account + " for update");
        pause(HOLD_MILLIS);
      });
    }
  }

  void end() {
    over.countDown();
  }

  boolean goesOn() {
    return over.getCount() > 0;
  }

  private interface Locks {
    void take(Statement statement) throws SQLException;
  }

  /** These may lose a lock, too. */
  private void inTransaction(Locks locks) {
    try (Connection connection = TestDatabase.connect(impatient()); Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      try {
        locks.take(statement);
      } catch (SQLException lost) {
        if (lost.getErrorCode() != 1213 && lost.getErrorCode() != 1205) {
          throw lost;
        }
        own.incrementAndGet();
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
}
