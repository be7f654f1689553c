package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.DatabaseFacts;
import io.datachannel.dbt.adapters.persistence.ExamineDatabase.Examined.NotReached;
import io.datachannel.dbt.adapters.persistence.ExamineDatabase.Examined.Reached;
import io.datachannel.dbt.adapters.persistence.ExamineDatabase.Obstacle;
import io.datachannel.dbt.bootstrap.doctor.DatabaseVisit.Seen;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.DatabaseChoice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the service can work with the database, and whether the clocks agree. */
public final class DatabaseCheck {
  private static final String ABOUT = "database";
  private static final Pattern VERSION = Pattern.compile("([0-9]+)\\.([0-9]+).*");
  private static final Duration SKEW = Duration.ofSeconds(2);
  private static final long MEGABYTE = 1024 * 1024;
  private static final long LARGE_MANIFEST = 64 * MEGABYTE;

  private final DatabaseVisit visit;
  private final DatabaseChoice choice;
  private final InstantSource clock;

  public DatabaseCheck(DatabaseVisit visit, DatabaseChoice choice, InstantSource clock) {
    this.visit = visit;
    this.choice = choice;
    this.clock = clock;
  }

  public List<Finding> look() {
    return switch (visit.seen()) {
      case Seen.NotMade() -> List.of(notMade());
      case Seen.NotStarted(String why) -> List.of(Finding.problem(ABOUT, "The embedded MariaDB does not start: " + why,
          "Look into " + visit.folder().resolve("mariadb.log") + "; or use a server of your own by --database.url."));
      case Seen.Asked(NotReached(Obstacle obstacle, String why), boolean _) -> List.of(
          Finding.problem(ABOUT, "The database at " + visit.place() + " cannot be used: " + why, remedy(obstacle)));
      case Seen.Asked(Reached(DatabaseFacts facts), boolean running) -> findings(facts, running);
    };
  }

  private static Finding notMade() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return machine.equals("Linux amd64") ? Finding.ok(ABOUT, "The embedded MariaDB is made at the first start; for several copies, give --database.url.")
        : Finding.problem(ABOUT, "The embedded MariaDB is for Linux amd64, and this is " + machine + ".",
            "Use a server of MySQL 8.4 or MariaDB 10.11, or later ones, by --database.url.");
  }

  private String remedy(Obstacle obstacle) {
    return switch (obstacle) {
      case HOST_UNKNOWN, AWAY -> "Correct --database.url, start the server, and open the way to its port for this machine.";
      case LOGIN_REFUSED -> "Correct --database.user and --database.password (DATACHANNEL_DATABASE_PASSWORD); the server must know the user from this host.";
      case NEEDS_TLS -> "Let the server offer TLS, or add allowPublicKeyRetrieval=true to --database.url where the way to it is trusted.";
      case TIME_ZONES_MISSING -> "Load the time zones into the server: mysql_tzinfo_to_sql /usr/share/zoneinfo | mysql -u root mysql";
      case OTHER -> "Correct --database.url.";
    };
  }

  private List<Finding> findings(DatabaseFacts facts, boolean running) {
    List<Finding> findings = new ArrayList<>();
    findings.add(ofVersion(facts, running));
    findings.add(ofSchema(facts));
    if (!visit.isEmbedded()) {
      findings.add(ofRights(facts));
      findings.add(ofLimits(facts.limits()));
    }
    findings.add(ofClock(facts.clock()));
    return findings;
  }

  private Finding ofVersion(DatabaseFacts facts, boolean running) {
    String found = "The database at " + visit.place() + " answers" + (running ? " by the service that runs it" : "") + ": version " + facts.version() + ".";
    if (!isLateEnough(facts.version())) {
      return Finding.problem(ABOUT, found, "Use MySQL 8.4 or MariaDB 10.11, or later ones.");
    }
    if (facts.readOnly()) {
      return Finding.problem(ABOUT, found + " It is read-only.", "Name the server that takes writes in --database.url, or SET GLOBAL read_only = 0 there.");
    }
    return facts.cluster() ? Finding.warning(ABOUT, found + " It is one of a Galera cluster, where writes to several servers lose updates.",
        "Let --database.url lead to one server at a time, for all copies of the service the same.") : Finding.ok(ABOUT, found);
  }

  private static boolean isLateEnough(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return false;
    }
    int number = Integer.parseInt(parts.group(1)) * 1000 + Integer.parseInt(parts.group(2));
    return number >= (version.contains("MariaDB") ? 10_011 : 8_004);
  }

  private Finding ofSchema(DatabaseFacts facts) {
    if (!facts.missingTables().isEmpty()) {
      return Finding.problem("schema", "The platform's tables are not as the service needs them in " + choice.adminSchema() + ": there is no "
          + String.join(", ", facts.missingTables()) + ".", "Correct --database.admin-schema; what has to be there is in db/RATIONALE.md and db/platform.");
    }
    if (facts.state().isEmpty()) {
      return Finding.problem("schema", "The migrations of " + choice.adminSchema() + " cannot be read.", "Look at the rights of the user of --database.user.");
    }
    var state = facts.state().get();
    if (!state.newer().isEmpty()) {
      return Finding.problem("schema", "The schema is newer than this service: it has migration " + state.newer().getLast()
          + ", and this version knows them up to " + state.newest() + ".", "Start the version that brought it there, or a later one.");
    }
    if (!state.failed().isEmpty()) {
      return Finding.problem("schema", "The migration " + state.failed().getFirst() + " failed.",
          "Start the service, which goes on with it where that is safe, and else says what to undo.");
    }
    return Finding.ok("schema", state.pending().isEmpty() ? "All " + state.done() + " migrations are done."
        : state.done() + " migrations are done, and " + state.pending().size() + " at the next start; make a backup first.");
  }

  private Finding ofRights(DatabaseFacts facts) {
    if (facts.missingRights().isEmpty()) {
      return Finding.ok("rights", "The database's user has the rights that it needs.");
    }
    String found = "The database's user lacks " + String.join(", ", facts.missingRights()) + ".";
    String remedy = "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES ON " + choice.adminSchema() + ".* TO the user; and the same ON "
        + choice.logsSchema() + ".*";
    return facts.hasRoles() ? Finding.warning("rights", found + " It has roles, which may bring them.", remedy) : Finding.problem("rights", found, remedy);
  }

  private Finding ofLimits(DatabaseFacts.Limits limits) {
    int ours = Database.mostConnections(choice.poolSize());
    String found = "One copy of the service takes up to " + ours + " connections of " + limits.connections() + "; a statement may have "
        + limits.packetBytes() / MEGABYTE + " MB.";
    if (!limits.charset().equals("utf8mb4")) {
      return Finding.problem("limits", "Texts are sent as " + limits.charset() + ", not utf8mb4.", "Take characterEncoding out of --database.url.");
    }
    if (ours > limits.connections()) {
      return Finding.problem("limits", found, "SET GLOBAL max_connections = " + 3 * ours + ", and in the server's file; or take a smaller --database.pool-size than "
          + choice.poolSize() + ".");
    }
    return limits.packetBytes() < LARGE_MANIFEST
        ? Finding.warning("limits", found, "SET GLOBAL max_allowed_packet = 67108864: of projects with thousands of models the manifest is not kept else.")
        : Finding.ok("limits", found);
  }

  private Finding ofClock(Instant database) {
    Duration skew = Duration.between(database, clock.instant()).abs();
    return skew.compareTo(SKEW) < 0 ? Finding.ok("clock", "The clocks of this machine and of the database agree.")
        : Finding.warning("clock", "The clocks of this machine and of the database are " + skew.toSeconds() + " s apart. Schedules go by that of the database.",
            "Let both be set by NTP (apt-get install systemd-timesyncd).");
  }
}
