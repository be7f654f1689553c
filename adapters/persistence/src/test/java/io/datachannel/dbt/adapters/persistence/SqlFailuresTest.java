package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mysql.cj.jdbc.exceptions.CommunicationsException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.helidon.dbclient.DbClientException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlFailuresTest {

  @Test
  void whatIsOverByItselfIsADatabaseThatIsAway() {
    List<SQLException> passing = List.of(
        new CommunicationsException("link failure", new IllegalStateException()),
        new SQLTransientConnectionException("no connection of the pool within 3 s"),
        new SQLException("the pool was closed"),
        new SQLTimeoutException("too slow"),
        new SQLException("lock wait timeout", "HY000", 1205),
        new SQLTransactionRollbackException("deadlock", "40001", 1213),
        new SQLException("shutdown in progress", "08S01", 1053),
        new SQLException("killed", "70100", 1927),
        new SQLSyntaxErrorException("too many connections of this user", "42000", 1203),
        new SQLInvalidAuthorizationSpecException("access denied", "28000", 1045),
        new SQLException("read-only", "HY000", 1290),
        new SQLException("too many active concurrent transactions", "HY000", 1637),
        new SQLException("the server is offline", "HY000", 3032),
        new SQLException("lock could not be acquired at once", "HY000", 3572),
        new SQLException("ProxySQL: too many connections", "HY000", 1040),
        new SQLException("ProxySQL: no connection to a server in time", "HY000", 9001),
        new SQLException("error writing file (no space left on device)", "HY000", 3));

    passing.forEach(failure -> assertEquals(FailureCode.DATABASE_UNAVAILABLE, code(failure), failure::toString));
  }

  /** Whoever takes these for an outage tries for ever. */
  @Test
  void whatTheDatabaseWouldRefuseOnceMoreIsAnInternalError() {
    List<SQLException> lasting = List.of(
        new PacketTooBigException(26_000_000, 16_777_216),
        new SQLException("packet bigger than max_allowed_packet", "08S01", 1153),
        new SQLSyntaxErrorException("syntax", "42000", 1064),
        new SQLIntegrityConstraintViolationException("duplicate", "23000", 1062),
        new SQLException("incorrect string value", "HY000", 1366),
        new SQLException("row size too large", "HY000", 1118));

    lasting.forEach(failure -> assertEquals(FailureCode.INTERNAL_ERROR, code(failure), failure::toString));
  }

  private static FailureCode code(SQLException failure) {
    return SqlFailures.translate("It failed.", new DbClientException("on purpose", failure)).code();
  }
}
