package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a sandbox has of the machine itself: programs and libraries, and of /etc how to find hosts and to trust them. */
final class HostFiles {
  private static final List<String> ROOTS = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");
  /** Without keys, passwords and settings of the machine; the folder ssl/private is none of it. */
  private static final List<String> ETC = List.of("resolv.conf", "hosts", "host.conf", "gai.conf", "nsswitch.conf", "services", "protocols",
      "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "timezone", "mime.types", "magic", "odbc.ini", "odbcinst.ini", "krb5.conf",
      "ssl/certs", "ssl/openssl.cnf", "ca-certificates", "pki/tls/certs", "pki/ca-trust/extracted");

  /** Settings of the machine, which belong to root: bubblewrap covers them only where it runs with more rights than the service gives it. */
  private static final List<String> PROC = List.of("sys", "sysrq-trigger", "irq", "bus", "fs", "acpi", "scsi", "driver", "tty", "mtrr");

  private final List<String> words;
  private final Optional<Path> systemCalls;

  private HostFiles(List<String> words, Optional<Path> systemCalls) {
    this.words = words;
    this.systemCalls = systemCalls;
  }

  /**
   * @param user       the number of the user inside, whose name is dbt
   * @param nameserver asked instead of those of the machine
   */
  static HostFiles writtenTo(Path folder, String user, Optional<String> nameserver) {
    try {
      Path absolute = Files.createDirectories(folder).toAbsolutePath();
      Path passwd = Files.writeString(absolute.resolve("passwd"), "dbt:x:" + user + ":" + user + ":dbt:/tmp:/usr/sbin/nologin\n");
      Path group = Files.writeString(absolute.resolve("group"), "dbt:x:" + user + ":\n");
      List<String> words = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
      ROOTS.forEach(root -> words.addAll(root(root)));
      for (String name : ETC) {
        // The file itself where it is a link: what that leads through may not be there inside.
        Path file = Path.of("/etc").resolve(name);
        if (Files.exists(file)) {
          words.addAll(List.of("--ro-bind-try", file.toRealPath().toString(), file.toString()));
        }
      }
      if (nameserver.isPresent()) {
        Path resolving = Files.writeString(absolute.resolve("resolv.conf"), resolving(nameserver.get()));
        // Over the machine's own, which the list above has brought in, where it has one.
        words.addAll(List.of("--ro-bind", resolving.toString(), "/etc/resolv.conf"));
      }
      words.addAll(List.of("--ro-bind", passwd.toString(), "/etc/passwd", "--ro-bind", group.toString(), "/etc/group"));
      return new HostFiles(List.copyOf(words), SystemCallFilter.writtenTo(absolute));
    } catch (IOException disk) {
      throw new UncheckedIOException("The files of the sandbox could not be written to " + folder + ".", disk);
    }
  }

  /** The machine's own settings otherwise. */
  private static String resolving(String nameserver) throws IOException {
    Path machines = Path.of("/etc/resolv.conf");
    Stream<String> kept = Files.exists(machines) ? Files.readAllLines(machines).stream() : Stream.of();
    return Stream.concat(Stream.of("nameserver " + nameserver), kept.filter(line -> line.matches("(search|domain|options)\\s.*")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** On most systems a link into /usr by now. */
  private static List<String> root(String name) {
    Path path = Path.of("/", name);
    try {
      return Files.isSymbolicLink(path)
          ? List.of("--symlink", Files.readSymbolicLink(path).toString(), path.toString())
          : List.of("--ro-bind-try", path.toString(), path.toString());
    } catch (IOException gone) {
      return List.of();
    }
  }

  static boolean isSeenByAll(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there.toRealPath().startsWith("/usr");
    } catch (IOException gone) {
      return true;
    }
  }

  List<String> words() {
    return words;
  }

  /** The filter of system calls; empty where there is none for this kind of machine. */
  Optional<Path> systemCalls() {
    return systemCalls;
  }

  /** What lies over the system's own files about processes; to be mounted behind them. */
  static List<String> overProc() {
    return PROC.stream().map(name -> Path.of("/proc", name)).filter(Files::exists)
        .flatMap(path -> Stream.of("--ro-bind", path.toString(), path.toString())).toList();
  }
}
