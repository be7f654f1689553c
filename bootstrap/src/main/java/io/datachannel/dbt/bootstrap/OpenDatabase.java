package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.DatabaseSettings;
import io.datachannel.dbt.adapters.persistence.PlatformTables;
import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.DatabaseChoice;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The configured database, or a MariaDB of the service's own.
 *
 * @param beats the same database by connections of their own, for what renews leases
 * @param queue the same, for what fires schedules and claims runs
 */
record OpenDatabase(Database database, Database beats, Database queue, Optional<EmbeddedMariaDb> embedded) implements AutoCloseable {

  private OpenDatabase(Database database, Optional<EmbeddedMariaDb> embedded) {
    this(database, database.forBeats(), database.forQueue(), embedded);
  }

  static OpenDatabase of(DatabaseChoice choice, Path folder) {
    return choice.url()
        .map(url -> new OpenDatabase(
            Database.open(settings(choice, url, choice.user(), new Secret(choice.password())), PlatformTables.PRESENT), Optional.empty()))
        .orElseGet(() -> embedded(choice, folder));
  }

  private static OpenDatabase embedded(DatabaseChoice choice, Path folder) {
    EmbeddedMariaDb server = EmbeddedMariaDb.start(folder);
    try {
      return new OpenDatabase(open(choice, server.reach()), Optional.of(server));
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  /** The same beside a service that is up, whose embedded server is used then. */
  static OpenDatabase beside(DatabaseChoice choice, Path folder) {
    Optional<EmbeddedMariaDb.Reach> running = choice.url().isPresent() ? Optional.empty() : EmbeddedMariaDb.running(folder);
    return running.map(reach -> new OpenDatabase(open(choice, reach), Optional.empty())).orElseGet(() -> of(choice, folder));
  }

  private static Database open(DatabaseChoice choice, EmbeddedMariaDb.Reach reach) {
    return Database.open(settings(choice, reach.url(), reach.user(), reach.password()), PlatformTables.CREATED);
  }

  private static DatabaseSettings settings(DatabaseChoice choice, String url, String user, Secret password) {
    return new DatabaseSettings(url, user, password, choice.adminSchema(), choice.logsSchema(), choice.poolSize());
  }

  /** Starts a server of the service's own again when it has died. */
  void tend() {
    embedded.ifPresent(EmbeddedMariaDb::tend);
  }

  @Override
  public void close() {
    queue.close();
    beats.close();
    database.close();
    embedded.ifPresent(EmbeddedMariaDb::close);
  }
}
