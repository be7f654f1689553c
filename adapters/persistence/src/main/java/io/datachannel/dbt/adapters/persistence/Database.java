package io.datachannel.dbt.adapters.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import io.helidon.dbclient.jdbc.JdbcParametersConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The connections to the database, migrated to the newest schema before the first is given out. */
public final class Database implements AutoCloseable {
  private static final long LONGEST_WAIT_MILLIS = Duration.ofSeconds(10).toMillis();

  /** What every connection needs, unless the URL says otherwise. Instants are read and written as UTC by session and driver. */
  static final Map<String, String> STANDARD_PARAMETERS = Map.of(
      "connectionTimeZone", "UTC",
      "forceConnectionTimeZoneToSession", "true",
      "characterEncoding", "UTF-8",
      "connectTimeout", "5000",
      "socketTimeout", "60000",
      "tcpKeepAlive", "true",
      // Else the driver makes a span of each statement as soon as it finds OpenTelemetry on the class path.
      "openTelemetry", "DISABLED",
      // Saves a round trip for each transaction: the driver remembers what autocommit and isolation were set to.
      "useLocalSessionState", "true",
      "cachePrepStmts", "true");

  /** A beat that hangs is given up long before a lease is over. */
  private static final Map<String, String> BEAT_PARAMETERS = Map.of("connectTimeout", "3000", "socketTimeout", "5000");
  private static final long LONGEST_WAIT_OF_BEATS_MILLIS = 3000;
  private static final int BEATS_AT_ONCE = 4;

  /** What claims and fires has no more threads. */
  private static final int QUEUERS_AT_ONCE = 4;

  private final HikariDataSource transactions;
  private final HikariDataSource reads;
  private final Session session;
  private final DatabaseSettings settings;
  private final RefusedWrites refusedWrites;

  /** Transactions and single reads have connections of their own: to switch one from the other takes two round trips. */
  private Database(HikariConfig config, DatabaseSettings settings, RefusedWrites refusedWrites) {
    this.transactions = pool(config);
    this.reads = pool(readsOf(config));
    this.session = new Session(new Transactions(client(transactions), refusedWrites), client(reads), settings);
    this.settings = settings;
    this.refusedWrites = refusedWrites;
  }

  /** How many connections one copy of the service opens at most, of all kinds. */
  public static int mostConnections(int poolSize) {
    return Stream.of(poolSize, BEATS_AT_ONCE, QUEUERS_AT_ONCE).mapToInt(size -> size + readersOf(size)).sum();
  }

  private static int readersOf(int size) {
    return Math.ceilDiv(size, 2);
  }

  private static HikariConfig readsOf(HikariConfig config) {
    HikariConfig reads = new HikariConfig();
    config.copyStateTo(reads);
    reads.setPoolName(config.getPoolName() + "-reads");
    reads.setAutoCommit(true);
    reads.setMaximumPoolSize(readersOf(config.getMaximumPoolSize()));
    return reads;
  }

  private static DbClient client(HikariDataSource pool) {
    JdbcConnectionPool connections = () -> connection(pool);
    // Long strings would go as streams, and a JSON column must be given text.
    JdbcParametersConfig strings = JdbcParametersConfig.builder().useStringBinding(false).build();
    return JdbcClientBuilder.create().connectionPool(connections).parametersSetter(strings).build();
  }

  /**
   * Migrates the database and opens the pool.
   *
   * @param platform whether the tables of the platform (accounts, warehouses, …) are there, or made by us
   * @throws PortFailure with DATABASE_UNAVAILABLE when it cannot be reached or migrated
   */
  public static Database open(DatabaseSettings settings, PlatformTables platform) {
    Migrations.run(settings, platform);
    return new Database(standardPool(settings), settings, new RefusedWrites());
  }

  /**
   * A few connections of their own to the same database, for what renews leases, looks after lost runs and tells whether the service is ready: it must go on when requests
   * and runs have taken all of the others. The caller closes it.
   */
  public Database forBeats() {
    HikariConfig config = standardPool(settings);
    config.setPoolName("dbt-beats");
    config.setMaximumPoolSize(BEATS_AT_ONCE);
    config.setConnectionTimeout(LONGEST_WAIT_OF_BEATS_MILLIS);
    BEAT_PARAMETERS.forEach(config::addDataSourceProperty);
    return new Database(config, settings, refusedWrites);
  }

  /**
   * A few connections of their own to the same database, for what fires schedules and claims runs: a flood of runs that are carried out must
   * not hold up the next. The caller closes it.
   */
  public Database forQueue() {
    HikariConfig config = standardPool(settings);
    config.setPoolName("dbt-queue");
    config.setMaximumPoolSize(QUEUERS_AT_ONCE);
    return new Database(config, settings, refusedWrites);
  }

  Session session() {
    return session;
  }

  /** Of these connections and of those for beats. */
  RefusedWrites refusedWrites() {
    return refusedWrites;
  }

  /** Of its two pools. */
  public List<PoolUse> pools() {
    return Stream.of(transactions, reads).map(Database::use).toList();
  }

  /** The pool has no bean before its first connection was asked for. */
  private static PoolUse use(HikariDataSource pool) {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    return now == null ? new PoolUse(pool.getPoolName(), 0, 0, 0, pool.getMaximumPoolSize())
        : new PoolUse(pool.getPoolName(), now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection(),
            pool.getMaximumPoolSize());
  }

  @Override
  public void close() {
    transactions.close();
    reads.close();
  }

  private static HikariConfig standardPool(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("dbt-database");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    STANDARD_PARAMETERS.forEach(config::addDataSourceProperty);
    return config;
  }

  private static HikariDataSource pool(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException unreachable) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The database does not take connections of this service.", unreachable);
    }
  }

  private static Connection connection(HikariDataSource pool) {
    try {
      return pool.getConnection();
    } catch (SQLException unreachable) {
      throw new DbClientException("No connection to the database", unreachable);
    }
  }
}
