package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.environments.Environments;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.AdapterLines;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code dbt debug --connection}: what a run would do to connect, without a project of a user. */
public final class ConnectByDbt {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String PROJECT = "name: connection_test\nversion: '1.0'\nprofile: " + WarehouseProfiles.PROFILE + "\n";

  private final Environments environments;
  private final WarehouseProfiles profiles;
  private final DbtProcess dbt;

  public ConnectByDbt(Environments environments, WarehouseProfiles profiles, DbtProcess dbt) {
    this.environments = environments;
    this.profiles = profiles;
    this.dbt = dbt;
  }

  /**
   * @param folder an empty folder for the files of this work
   * @param steps  is told each step before it begins
   * @throws StepFailure when dbt cannot connect
   */
  void connect(Warehouse warehouse, Path folder, Consumer<String> steps) {
    steps.accept("ENVIRONMENT");
    Environment environment = environments.prepare(environmentOf(warehouse.connection()), _ -> { }).orFail();
    steps.accept("PROFILE");
    try (WrittenProfile profile = profiles.write(warehouse, WarehouseProfiles.TARGET, 1, made(folder, "profile"))) {
      steps.accept("DBT");
      Path project = made(folder, "project");
      write(project.resolve("dbt_project.yml"));
      DbtRequest request = new DbtRequest(warehouse.account(), environment.python(), project, folder, List.of("debug", "--connection",
          "--profiles-dir", profile.folder().toString(), "--profile", WarehouseProfiles.PROFILE, "--target", WarehouseProfiles.TARGET,
          "--project-dir", project.toString(), "--log-path", folder.resolve("logs").toString()), Map.of(), profile.secrets());
      judge(dbt.start(request, _ -> { }).await(LONGEST));
    }
  }

  /** One for each type, of all accounts: no code of a user runs in it. */
  private static EnvironmentRequest environmentOf(WarehouseConnection connection) {
    return new EnvironmentRequest("connection-tests", "connection-test-" + connection.type().wireName(), AdapterLines.newest(connection),
        connection.type(), Optional.empty());
  }

  private static void judge(DbtEnd end) {
    switch (end) {
      case DbtEnd.Completed _, DbtEnd.NothingToDo _ -> { }
      case DbtEnd.Failed failed -> throw new StepFailure(failed.failure());
      case DbtEnd.Interrupted _ -> throw new StepFailure(Failure.of(FailureCode.RUN_LOST,
          "The service stopped while it tested the warehouse. Start the test again."));
      case DbtEnd.TimedOut _ -> throw new StepFailure(Failure.of(FailureCode.WAREHOUSE_UNREACHABLE,
          "The warehouse did not answer within " + LONGEST.toSeconds() + " s; check its host, its port and its firewall."));
    }
  }

  private static Path made(Path folder, String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, PROJECT);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
