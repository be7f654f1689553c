package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** schemathesis and openapi-spec-validator, from the package index; kept in target/ for the next time. Needs Python 3.10. */
final class Schemathesis {
  private static final List<String> PACKAGES =
      List.of("schemathesis==4.32.5", "hypothesis==6.170.15", "openapi-spec-validator==0.9.0");
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Path packages = Path.of("target", "tools", "schemathesis").toAbsolutePath();

  Schemathesis() {
    Path complete = packages.resolveSibling("schemathesis-" + Math.abs(PACKAGES.hashCode()) + ".complete");
    if (!Files.exists(complete)) {
      try {
        Files.createDirectories(packages);
        List<String> install = new ArrayList<>(List.of("-m", "pip", "install", "--quiet", "--upgrade", "--target", packages.toString()));
        install.addAll(PACKAGES);
        Finish done = python(packages, install);
        if (!(done instanceof Finish.Finished finished) || !finished.succeeded()) {
          throw new IllegalStateException("schemathesis could not be installed:\n" + done.output());
        }
        Files.createFile(complete);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** Whether the document is one. */
  Finish validate(Path document) {
    return python(document.getParent(), List.of("-m", "openapi_spec_validator", document.toString()));
  }

  /** @param folder with a schemathesis.toml */
  Finish run(Path folder, List<String> words) {
    List<String> all = new ArrayList<>(List.of("-c", "from schemathesis.cli import schemathesis; schemathesis()", "run"));
    all.addAll(words);
    return python(folder, all);
  }

  private Finish python(Path folder, List<String> words) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PYTHONPATH", packages.toString());
    environment.remove("PYTHONDONTWRITEBYTECODE");
    List<String> argv = new ArrayList<>(List.of("python3"));
    argv.addAll(words);
    try (Processes processes = new Processes(Programs.ofService())) {
      return processes.run(new Command(argv, folder, environment), LONGEST);
    }
  }
}
