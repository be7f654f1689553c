package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.adapters.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The machine itself: Java, the programs of the system, the user, and how many files it may open. */
public final class MachineCheck {
  /** Of Linux by default; each client, connection and log has one. */
  private static final long FEW_FILES = 4096;

  private final Programs programs;
  private final Path process;

  /** @param process what the system tells of this process: /proc/self */
  public MachineCheck(Programs programs, Path process) {
    this.programs = programs;
    this.process = process;
  }

  public List<Finding> java() {
    return List.of(Finding.ok("java", "Java " + Runtime.version() + " at " + System.getProperty("java.home") + "."));
  }

  public List<Finding> programs() {
    List<Finding> findings = new ArrayList<>();
    List<String> missing = Stream.of("setsid", "prlimit", "setpriv").filter(name -> programs.find(name).isEmpty()).toList();
    findings.add(missing.isEmpty() ? Finding.ok("util-linux", "There are setsid, prlimit and setpriv.")
        : Finding.warning("util-linux", "There is no " + String.join(" and no ", missing)
            + " on the PATH: there is no sandbox without them, and what a run leaves is not ended as a group.", "apt-get install util-linux"));
    findings.add(programs.find("git").isPresent() ? Finding.ok("git", "There is git.")
        : Finding.warning("git", "There is no git on the PATH: dbt packages that are named by 'git:' cannot be installed.", "apt-get install git"));
    findings.add(programs.find("mvn").isPresent() ? Finding.ok("maven", "There is Maven, for the next build.")
        : Finding.warning("maven", "There is no mvn on the PATH: this build runs, and a newer one cannot be made here.", "apt-get install maven"));
    return findings;
  }

  public List<Finding> user() throws IOException {
    String name = System.getProperty("user.name");
    return List.of(isRoot() ? Finding.warning("user", "The service would run as root: what users' code writes belongs to root.",
        "Make it a user of its own, 'adduser --system --group --home /srv/dbt dbt', give it the data folder, and run ./run as that user.")
        : Finding.ok("user", "The service runs as " + name + ", which is not root."));
  }

  public List<Finding> openFiles() throws IOException {
    String limit = Files.readAllLines(process.resolve("limits")).stream().filter(line -> line.startsWith("Max open files"))
        .map(line -> line.replaceFirst("Max open files\\s+", "").split("\\s+")[0]).findFirst().orElse("unlimited");
    long most = limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
    return List.of(most >= FEW_FILES ? Finding.ok("files", "The service may have " + limit + " files open.")
        : Finding.warning("files", "The service may have only " + limit + " files open; many clients and runs at once need more.",
            "Raise the limit: 'LimitNOFILE=65536' in its systemd unit, or 'ulimit -n 65536' before ./run."));
  }

  public boolean isRoot() throws IOException {
    return Files.getAttribute(process, "unix:uid").equals(0);
  }
}
