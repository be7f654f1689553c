package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as the drivers word them. */
class DriverWordsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "1045 (28000): Access denied for user 'dbt'@'localhost' (using password: YES)                        | refuses the login",
      "2003 (HY000): Can't connect to MySQL server on '127.0.0.1:1' (111)                                  | host, port and firewall",
      "250001 (08001): Failed to connect to DB: x.snowflakecomputing.com:443. Incorrect username or password was specified. | refuses the login",
      "390144 (08001): JWT token is invalid.                                                               | refuses the login",
      "('invalid_grant: Invalid JWT Signature.', {'error': 'invalid_grant'})                               | refuses the login",
      "[Microsoft][ODBC Driver 18 for SQL Server][SQL Server]Login failed for user 'sa'. (18456)           | refuses the login",
      "('01000', \"[01000] [unixODBC][Driver Manager]Can't open lib 'ODBC Driver 18 for SQL Server' : file not found\") | ODBC driver is not installed",
      "Code: 516. DB::Exception: dbt: Authentication failed: password is incorrect                         | refuses the login",
      "HTTPConnectionPool(host='h', port=1): Max retries exceeded with url: / (Caused by NewConnectionError('Connection refused')) | host, port and firewall",
      "error 401: b'Invalid credentials'                                                                   | refuses the login",
      "('communication error', gaierror(-2, 'Name or service not known'))                                  | no such host",
      "FATAL:  database \"shop\" does not exist                                                            | no such database",
      "1049 (42000): Unknown database 'shop'                                                               | no such database",
      "SSL error: certificate verify failed                                                                | TLS does not come about",
      "IO Error: Could not set lock on file \"x\": Conflicting lock is held in python                       | Another program",
      "something new                                                                                       | Check its host, port, user"})
  void theAdviceIsAboutWhatTheDriverSaid(String said, String advice) {
    assertTrue(DriverWords.advice(said).contains(advice), DriverWords.advice(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Database Error: relation \"a\" does not exist", "division by zero", "canceling statement due to statement timeout",
      "Database 'x' does not exist or not authorized.", "404 Not found: Dataset acme:x"})
  void anErrorOfSqlIsNoneOfTheConnection(String said) {
    assertFalse(DriverWords.tellOfTheConnection(said), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2013: Lost connection to MySQL server during query", "server closed the connection unexpectedly"})
  void aConnectionThatBreaksOffIsTheWarehouses(String said) {
    assertTrue(DriverWords.tellOfTheConnection(said), said);
  }

  /** As much as the last words of a dbt may be, of what a project made it say. */
  @ParameterizedTest
  @ValueSource(strings = {"connection to server at ", "cannot open file ", "driver manager "})
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void wordsThatBeginAgainAndAgainAreNotLookedThroughForEver(String begun) {
    String said = begun.repeat(100_000);

    assertFalse(DriverWords.tellOfTheConnection(said));
    assertTrue(DriverWords.advice(said).contains("Check its host, port, user"));
  }
}
