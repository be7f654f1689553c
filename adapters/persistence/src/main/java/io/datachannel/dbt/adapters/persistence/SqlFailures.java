package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the database's failures mean (MySQL reference manual, "Server Error Message Reference"). */
final class SqlFailures {
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DEADLOCK = 1213;
  private static final Set<Integer> TRY_AGAIN = Set.of(LOCK_WAIT_TIMEOUT, DEADLOCK);

  private static final int READ_ONLY_SERVER = 1290;
  private static final int READ_ONLY_MODE = 1836;
  private static final int DISK_FULL = 1021;
  private static final int TABLE_FULL = 1114;
  private static final int WRITE_FAILED = 1026;
  private static final int STORAGE_ENGINE_FAILED = 1030;
  private static final Set<Integer> REFUSED_WRITES =
      Set.of(READ_ONLY_SERVER, READ_ONLY_MODE, DISK_FULL, TABLE_FULL, WRITE_FAILED, STORAGE_ENGINE_FAILED);

  /** Errors that are over by themselves and have no SQLSTATE of their own that says so. Some are of MySQL alone, some of MariaDB. */
  private static final Set<Integer> PASSING = Set.of(
      1015, // ER_CANT_LOCK
      1020, // ER_CHECKREAD: the row was changed by another transaction since this one began
      1024, // ER_ERROR_ON_READ
      1034, // ER_NOT_KEYFILE, of a temporary table on a full disk
      1040, // ER_CON_COUNT_ERROR, of a proxy
      1041, // ER_OUT_OF_RESOURCES
      1053, // ER_SERVER_SHUTDOWN
      1077, 1079, // ER_NORMAL_SHUTDOWN, ER_SHUTDOWN_COMPLETE
      1135, // ER_CANT_CREATE_THREAD
      1180, // ER_ERROR_DURING_COMMIT
      1203, 1226, // ER_TOO_MANY_USER_CONNECTIONS, ER_USER_LIMIT_REACHED
      1206, // ER_LOCK_TABLE_FULL
      1412, 1615, // ER_TABLE_DEF_CHANGED, ER_NEED_REPREPARE
      1637, // ER_TOO_MANY_CONCURRENT_TRXS
      1689, // ER_LOCK_ABORTED
      1874, // ER_INNODB_READ_ONLY
      3024, // ER_QUERY_TIMEOUT
      3032, // ER_SERVER_OFFLINE_MODE
      3101, // ER_TRANSACTION_ROLLBACK_DURING_COMMIT, of a group of servers
      3169, 4031, // ER_SESSION_WAS_KILLED, ER_CLIENT_INTERACTION_TIMEOUT
      3572); // ER_LOCK_NOWAIT
  /** From here on no server counts its answers to statements; what stands before it does, such as ProxySQL (9001: no connection in time). */
  private static final int FIRST_OF_PROXIES = 9000;
  /**
   * Connection; authorisation, while a password is exchanged; rollback; memory; killed. See SQL:2016, "SQLSTATE class and subclass values",
   * and the reference manual.
   */
  private static final List<String> PASSING_STATES = List.of("08", "28", "40", "HY001", "70100");
  /** The server's own files and memory (mysys errors); its disk for temporary files may be full. */
  private static final int LAST_OF_FILES = 100;
  /** The server takes no packet of this size, at no time; it says so as it closes the connection. */
  private static final int PACKET_TOO_LARGE = 1153;

  private SqlFailures() {}

  /** Whether the work was given up for another transaction, so that doing it again is likely to work. */
  static boolean losesToAnother(Throwable failure) {
    return sqlException(failure).filter(sql -> TRY_AGAIN.contains(sql.getErrorCode())).isPresent();
  }

  /**
   * Whether the connection broke in the middle: the database has taken back what was not committed. A pool that gives none is not meant;
   * the database is away then, and to ask again at once is of no use.
   */
  static boolean losesItsConnection(Throwable failure) {
    return sqlException(failure).filter(sql -> !(sql instanceof SQLTransientConnectionException))
        .map(SQLException::getSQLState).filter(state -> state.startsWith("08")).isPresent();
  }

  /** Whether the database answers and takes no writes: it was made read-only, or its disk is full. */
  static boolean refusesWrites(Throwable failure) {
    return sqlException(failure).filter(sql -> REFUSED_WRITES.contains(sql.getErrorCode())).isPresent();
  }

  /**
   * What is over by itself is a database that does not answer, and whoever meets it tries again, for ever if need be. All that the database
   * would refuse once more is an internal error.
   */
  static PortFailure translate(String message, RuntimeException failure) {
    if (refusesWrites(failure)) {
      return new PortFailure(FailureCode.DATABASE_UNAVAILABLE, message + " It takes no writes: it is read-only, or its disk is full.", failure);
    }
    return new PortFailure(sqlException(failure).map(SqlFailures::code).orElse(FailureCode.DATABASE_UNAVAILABLE), message, failure);
  }

  private static FailureCode code(SQLException failure) {
    return isPassing(failure) ? FailureCode.DATABASE_UNAVAILABLE : FailureCode.INTERNAL_ERROR;
  }

  /** A pool that was closed gives no SQLSTATE. */
  private static boolean isPassing(SQLException failure) {
    String state = failure.getSQLState();
    return failure.getErrorCode() != PACKET_TOO_LARGE
        && (failure instanceof SQLTransientException || failure instanceof SQLRecoverableException || state == null
            || PASSING_STATES.stream().anyMatch(state::startsWith) || TRY_AGAIN.contains(failure.getErrorCode())
            || PASSING.contains(failure.getErrorCode()) || failure.getErrorCode() >= FIRST_OF_PROXIES
            || failure.getErrorCode() > 0 && failure.getErrorCode() < LAST_OF_FILES);
  }

  private static Optional<SQLException> sqlException(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(SQLException.class::isInstance).map(SQLException.class::cast).findFirst();
  }
}
