package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.PortFailure;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One transaction for each outermost piece of work, bound to its thread. */
final class Transactions {
  private static final System.Logger LOG = System.getLogger(Transactions.class.getName());
  private static final int ATTEMPTS = 6;
  /** After a restart of the database each connection of the pool may be broken, but the pool looks at those that were idle. */
  private static final int ATTEMPTS_AFTER_A_BREAK = 3;
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private final ScopedValue<Open> current = ScopedValue.newInstance();
  private final DbClient client;
  private final RefusedWrites refused;

  Transactions(DbClient client, RefusedWrites refused) {
    this.client = client;
    this.refused = refused;
  }

  /** Where statements of this thread go; empty outside of a transaction. */
  Optional<DbExecute> current() {
    return current.isBound() ? Optional.of(current.get().transaction()) : Optional.empty();
  }

  /** Joins the transaction around it; otherwise begins one, and does the whole work again when the database broke a deadlock with it. */
  <T> T run(Supplier<T> work) {
    if (current.isBound()) {
      return work.get();
    }
    for (int attempt = 1; ; attempt++) {
      Open open = new Open(client);
      T result;
      try {
        result = ScopedValue.where(current, open).call(work::get);
        open.commit();
      } catch (RuntimeException | Error failed) {
        open.rollback();
        refused.add(failed);
        if (!isWorthAnother(attempt, open, failed)) {
          throw failed;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_NANOS << attempt));
        continue;
      }
      open.effects.forEach(Runnable::run);
      return result;
    }
  }

  /** Does a statement that commits itself, once more when the database broke a deadlock with it or the connection was lost. */
  <T> T again(Supplier<T> statement) {
    for (int attempt = 1; ; attempt++) {
      try {
        return statement.get();
      } catch (RuntimeException failed) {
        if (!(SqlFailures.losesToAnother(failed) && attempt < ATTEMPTS
            || SqlFailures.losesItsConnection(failed) && attempt < ATTEMPTS_AFTER_A_BREAK)) {
          throw failed;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_NANOS << attempt));
      }
    }
  }

  /** What breaks while it is committed may be kept: only the caller can find out. */
  private static boolean isWorthAnother(int attempt, Open open, Throwable failed) {
    return SqlFailures.losesToAnother(failed) && attempt < ATTEMPTS
        || SqlFailures.losesItsConnection(failed) && !open.committing && attempt < ATTEMPTS_AFTER_A_BREAK;
  }

  void afterCommit(Runnable effect) {
    if (current.isBound()) {
      current.get().effects.add(effect);
    } else {
      effect.run();
    }
  }

  /** The one place where failures of the database become failures of the port; a transaction that met one can only be rolled back. */
  <T> T guard(Sql sql, Supplier<T> statement) {
    try {
      return statement.get();
    } catch (DbClientException failed) {
      PortFailure failure = SqlFailures.translate("The statement " + sql.name() + " failed in the database.", failed);
      if (current.isBound()) {
        current.get().broken = failure;
      }
      throw failure;
    }
  }

  /** A transaction that is begun by its first statement, so that work without one costs nothing. */
  private static final class Open {
    private final DbClient client;
    private final List<Runnable> effects = new ArrayList<>();
    private DbTransaction transaction;
    private PortFailure broken;
    private boolean committing;

    Open(DbClient client) {
      this.client = client;
    }

    DbTransaction transaction() {
      if (transaction == null) {
        transaction = client.transaction();
      }
      return transaction;
    }

    /** After a failed statement the database may have taken back the ones before it: half the work must not be kept. */
    void commit() {
      if (broken != null) {
        throw broken;
      }
      if (transaction == null) {
        return;
      }
      DbTransaction ending = transaction;
      transaction = null;
      committing = true;
      try {
        ending.commit();
      } catch (DbClientException failed) {
        throw SqlFailures.translate("The transaction could not be committed; whether it was kept is not known.", failed);
      }
    }

    void rollback() {
      if (transaction == null) {
        return;
      }
      try {
        transaction.rollback();
      } catch (RuntimeException failed) {
        LOG.log(System.Logger.Level.DEBUG, "The connection was lost before it could be rolled back", failed);
      }
    }
  }
}
