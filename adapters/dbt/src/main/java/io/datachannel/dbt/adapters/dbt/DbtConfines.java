package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.Confines;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a process of dbt sees: its script, its Python, and the folders of its account. */
record DbtConfines(AccountFolders accounts) {
  /** The one command that writes beside the project's files; no server sees them like that. */
  private static final String INSTALLS = "deps";

  static boolean installs(DbtRequest request) {
    return request.arguments().getFirst().equals(INSTALLS);
  }

  /** Of a process for one request. */
  Confines of(DbtRequest request, Path script) {
    Confines account = accounts.of(request.account()).with(new Confines(python(request.python(), List.of(script)), List.of()));
    return installs(request)
        ? account.with(new Confines(List.of(), List.of(accounts.installedInto(request.account(), request.projectFolder()))))
        : account;
  }

  /** Of one that serves the runs of an account. */
  Confines of(EnvironmentKey environment, Path script, ServerFolder.Home home) {
    List<Path> scripts;
    try (Stream<Path> beside = Files.list(script.getParent())) {
      scripts = beside.filter(file -> file.getFileName().toString().endsWith(".py")).toList();
    } catch (IOException gone) {
      scripts = List.of(script);
    }
    return accounts.of(environment.account())
        .with(new Confines(python(environment.python(), scripts), List.of(home.sockets(), home.parsed())));
  }

  /** An environment borrows the standard library of the interpreter that it was made with, which may lie outside of /usr. */
  private static List<Path> python(Path python, List<Path> scripts) {
    List<Path> readable = new ArrayList<>(scripts);
    Path environment = twoAbove(python.toAbsolutePath().normalize());
    if (Files.exists(environment.resolve("pyvenv.cfg"))) {
      readable.add(environment);
      readable.addAll(Confines.ofProgram(python).readable());
    }
    return readable;
  }

  private static Path twoAbove(Path file) {
    Path above = file.getParent() == null ? file : file.getParent();
    return above.getParent() == null ? above : above.getParent();
  }
}
