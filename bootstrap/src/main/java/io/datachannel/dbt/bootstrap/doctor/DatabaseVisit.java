package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.adapters.persistence.DatabaseFacts;
import io.datachannel.dbt.adapters.persistence.DatabaseSettings;
import io.datachannel.dbt.adapters.persistence.ExamineDatabase;
import io.datachannel.dbt.adapters.persistence.ExamineDatabase.Examined;
import io.datachannel.dbt.adapters.persistence.PlatformTables;
import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.DatabaseChoice;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One look at the database for all checks that ask of it. An embedded one that no service runs is started for it, when it was started before, and
 * stopped again.
 */
public final class DatabaseVisit {
  private final DatabaseChoice choice;
  private final Path folder;
  private final FutureTask<Seen> once = new FutureTask<>(this::look);

  /** @param folder of the embedded database */
  public DatabaseVisit(DatabaseChoice choice, Path folder) {
    this.choice = choice;
    this.folder = folder;
  }

  /** What there is. */
  public sealed interface Seen {
    /** The embedded database, before its first start. */
    record NotMade() implements Seen {}

    /** The embedded database, which does not come up. */
    record NotStarted(String why) implements Seen {}

    /** @param running for the embedded one, whether a service runs it */
    record Asked(Examined examined, boolean running) implements Seen {}
  }

  /** The first who asks looks, the others wait. */
  Seen seen() {
    once.run();
    try {
      return once.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  public boolean isEmbedded() {
    return choice.url().isEmpty();
  }

  Path folder() {
    return folder;
  }

  /** Host and port; an address may hold a password. */
  String place() {
    return choice.url().map(url -> url.replaceFirst("^jdbc:mysql:[^/]*//", "").replaceFirst("^[^/?]*@", "").replaceFirst("[/?].*", ""))
        .orElse("the embedded MariaDB");
  }

  Optional<DatabaseFacts> facts() {
    return seen() instanceof Seen.Asked(Examined.Reached(DatabaseFacts facts), boolean _) ? Optional.of(facts) : Optional.empty();
  }

  /** Whether there is a database that could not be asked. */
  boolean isUnknown() {
    return facts().isEmpty() && !(seen() instanceof Seen.NotMade);
  }

  private Seen look() {
    if (choice.url().isPresent()) {
      return new Seen.Asked(new ExamineDatabase(
          settings(choice.url().get(), choice.user(), new Secret(choice.password())), PlatformTables.PRESENT).examine(), false);
    }
    if (!EmbeddedMariaDb.isMade(folder)) {
      return new Seen.NotMade();
    }
    try {
      Optional<EmbeddedMariaDb.Reach> running = EmbeddedMariaDb.running(folder);
      if (running.isPresent()) {
        return new Seen.Asked(examined(running.get()), true);
      }
      try (EmbeddedMariaDb server = EmbeddedMariaDb.start(folder)) {
        return new Seen.Asked(examined(server.reach()), false);
      }
    } catch (PortFailure failed) {
      return new Seen.NotStarted(failed.getMessage());
    }
  }

  private Examined examined(EmbeddedMariaDb.Reach reach) {
    return new ExamineDatabase(settings(reach.url(), reach.user(), reach.password()), PlatformTables.CREATED).examine();
  }

  private DatabaseSettings settings(String url, String user, Secret password) {
    return new DatabaseSettings(url, user, password, choice.adminSchema(), choice.logsSchema(), choice.poolSize());
  }
}
