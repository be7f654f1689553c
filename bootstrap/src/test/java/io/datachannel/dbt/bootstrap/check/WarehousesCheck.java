package io.datachannel.dbt.bootstrap.check;

import io.datachannel.dbt.adapters.dbt.AccountFolders;
import io.datachannel.dbt.adapters.dbt.RunnerDbtProcess;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.profiles.YamlWarehouseProfiles;
import io.datachannel.dbt.adapters.venv.HostVariables;
import io.datachannel.dbt.adapters.venv.UvEnvironments;
import io.datachannel.dbt.adapters.venv.UvTool;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.application.storage.TemporaryWorkFolders;
import io.datachannel.dbt.application.warehouses.SampleConnections;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.AdapterLines;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Installs the adapter of each type of warehouse as the service does, and lets it take the profile of each way to log in: by the class of its
 * credentials, by {@code dbt parse}, and where the profile names a host, by {@code dbt debug} against a port of this machine where no one
 * answers, for the reason that is told then. No server is needed.
 */
final class WarehousesCheck {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  private final PrintStream out;
  private final Path folder;
  private final Processes processes = new Processes(Programs.ofService());
  private final UvEnvironments environments;
  private final RunnerDbtProcess dbt;

  /** @param folder keeps the environments for the next time */
  WarehousesCheck(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
    HostVariables host = new HostVariables(System.getenv());
    UvTool uv = new UvTool(folder.resolve("uv"), Optional.empty(), processes, Programs.ofService(), host);
    this.environments =
        new UvEnvironments(folder.resolve("environments"), folder.resolve("cache"), uv, processes, Programs.ofService(), host);
    this.dbt = new RunnerDbtProcess(
        folder.resolve("runner"), processes, Programs.ofService(), AccountFolders.NONE, Duration.ofSeconds(10), CLOCK);
  }

  /** @param types all when it is empty @return whether every adapter took every profile */
  boolean run(List<String> types) throws IOException {
    out.println("| warehouse | login | credentials | dbt parse | dbt debug without a server |");
    out.println("|---|---|---|---|---|");
    boolean all = true;
    for (WarehouseConnection connection : SampleConnections.all()
        .filter(one -> types.isEmpty() || types.contains(one.type().wireName())).toList()) {
      all &= row(connection);
    }
    return all;
  }

  private boolean row(WarehouseConnection connection) throws IOException {
    String name = connection.type().wireName() + " | " + connection.method().name();
    DbtVersion version = AdapterLines.newest(connection);
    Result<Environment> prepared = environments.prepare(
        new EnvironmentRequest("check", "check-" + connection.type().wireName(), version, connection.type(), Optional.empty()), _ -> { });
    return switch (prepared) {
      case Result.Ok<Environment>(Environment environment) -> {
        AdapterUnderCheck adapter = new AdapterUnderCheck(environment.python(), processes, dbt);
        Outcome taken = withProfile(connection, adapter::take);
        Outcome parsed = withProfile(connection, adapter::parse);
        Outcome told = UnreachableConnection.of(connection).map(away -> withProfile(away, adapter::debug))
            .orElse(new Outcome(true, "not tried"));
        out.println("| " + name + " | " + taken + " | " + parsed + " | " + told + " |");
        yield taken.good() && parsed.good() && told.good();
      }
      case Result.Failed<Environment>(Failure failure) -> {
        out.println("| " + name + " | NOT INSTALLED with dbt-core " + version + ": " + failure.message().replace('\n', ' ') + " | | |");
        yield false;
      }
    };
  }

  /** How a step went. @param words for a cell of the table */
  record Outcome(boolean good, String words) {
    @Override
    public String toString() {
      return (good ? "" : "NO: ") + words.strip().replace('\n', ' ').replace('|', '/');
    }
  }

  /** What is done with a profile. */
  interface Step {
    Outcome on(WrittenProfile profile, Path work);
  }

  private Outcome withProfile(WarehouseConnection connection, Step step) {
    try {
      Path work = Files.createTempDirectory(folder, "work-");
      Path profiles = Files.createDirectory(work.resolve("profile"));
      Warehouse warehouse = new Warehouse(new WarehouseId(1), new AccountId(1), "w", connection, 1);
      try (WrittenProfile profile = new YamlWarehouseProfiles(new TemporaryWorkFolders(work.resolve("data"))).write(warehouse, WarehouseProfiles.TARGET, 1, profiles)) {
        return step.on(profile, work);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
