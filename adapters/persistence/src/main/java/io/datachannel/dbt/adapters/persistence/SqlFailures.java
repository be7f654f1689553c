package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.sql.DataTruncation;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
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

  /** A statement that the database understood but refused is a bug of ours; all else is a database that does not answer. */
  static PortFailure translate(String message, RuntimeException failure) {
    if (refusesWrites(failure)) {
      return new PortFailure(FailureCode.DATABASE_UNAVAILABLE, message + " It takes no writes: it is read-only, or its disk is full.", failure);
    }
    return new PortFailure(sqlException(failure).map(SqlFailures::code).orElse(FailureCode.DATABASE_UNAVAILABLE), message, failure);
  }

  private static FailureCode code(SQLException failure) {
    return switch (failure) {
      case SQLSyntaxErrorException wrong -> FailureCode.INTERNAL_ERROR;
      case SQLIntegrityConstraintViolationException wrong -> FailureCode.INTERNAL_ERROR;
      case SQLDataException wrong -> FailureCode.INTERNAL_ERROR;
      case DataTruncation wrong -> FailureCode.INTERNAL_ERROR;
      default -> FailureCode.DATABASE_UNAVAILABLE;
    };
  }

  private static Optional<SQLException> sqlException(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(SQLException.class::isInstance).map(SQLException.class::cast).findFirst();
  }
}
