package io.datachannel.dbt.bootstrap.check;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.bootstrap.check.WarehousesCheck.Outcome;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An environment with the real adapter, and what it makes of a profile. */
record AdapterUnderCheck(Path python, Processes processes, DbtProcess dbt) {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** Its class of credentials takes all fields and gets the secrets. */
  Outcome take(WrittenProfile profile, Path work) {
    Map<String, String> variables = new HashMap<>(Map.of("PATH", Programs.ofService().searchPath(), "LANG", "C.UTF-8", "HOME", work.toString()));
    profile.secrets().forEach((name, secret) -> variables.put(name, secret.reveal()));
    Command command = new Command(List.of(python.toString(), "-I", script(work).toString(), profile.folder().toString(), adapter(profile)),
        work, variables);
    return switch (processes.run(command, LONGEST)) {
      case Finish.Finished finished -> new Outcome(finished.succeeded(), finished.output());
      case Finish.TimedOut timedOut -> new Outcome(false, "it did not end: " + timedOut.output());
    };
  }

  Outcome parse(WrittenProfile profile, Path work) {
    return switch (end(profile, work, "parse")) {
      case DbtEnd.Completed _, DbtEnd.NothingToDo _ -> new Outcome(true, "taken");
      case DbtEnd.Failed failed -> new Outcome(false, failed.failure().message());
      case DbtEnd.Interrupted _, DbtEnd.TimedOut _ -> new Outcome(false, "it did not end");
    };
  }

  /** Nothing answers, and the reason that is told says so. */
  Outcome debug(WrittenProfile profile, Path work) {
    return switch (end(profile, work, "debug", "--connection")) {
      case DbtEnd.Completed _, DbtEnd.NothingToDo _ -> new Outcome(false, "it connected, though no one answers there");
      case DbtEnd.Failed failed -> new Outcome(true, failed.failure().code() + ": " + failed.failure().message());
      case DbtEnd.Interrupted _ -> new Outcome(false, "it was interrupted");
      case DbtEnd.TimedOut _ -> new Outcome(true, "it tries for longer than " + LONGEST.toMinutes() + " min, which the service ends");
    };
  }

  private DbtEnd end(WrittenProfile profile, Path work, String... command) {
    try {
      Path project = Files.createDirectories(work.resolve("project"));
      Files.writeString(project.resolve("dbt_project.yml"), "name: checked\nversion: '1.0'\nprofile: " + WarehouseProfiles.PROFILE + "\n");
      Files.writeString(Files.createDirectories(project.resolve("models")).resolve("one.sql"), "select 1 as n");
      List<String> arguments = new ArrayList<>(List.of(command));
      arguments.addAll(List.of("--profiles-dir", profile.folder().toString(), "--profile", WarehouseProfiles.PROFILE, "--target",
          WarehouseProfiles.TARGET, "--project-dir", project.toString(), "--log-path", work.resolve("logs").toString()));
      return dbt.start(new DbtRequest(new AccountId(1), python, project, work, arguments, Map.of(), profile.secrets()), _ -> { }).await(LONGEST);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path script(Path work) {
    try (InputStream script = AdapterUnderCheck.class.getResourceAsStream("take_profile.py")) {
      Path file = work.resolve("take_profile.py");
      Files.copy(script, file);
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String adapter(WrittenProfile profile) {
    try {
      String type = Files.readAllLines(profile.folder().resolve("profiles.yml")).stream().map(String::strip)
          .filter(line -> line.startsWith("type: ")).findFirst().orElseThrow().substring("type: ".length());
      return WarehouseType.named(type).adapterPackage();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
