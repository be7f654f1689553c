package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real PostgreSQL of Debian's package with data of its own, on a port of the loopback interface that sandboxes may reach. */
public final class PostgresServer implements AutoCloseable {
  public static final String USER = "loader";
  public static final String PASSWORD = "correct-horse-battery";
  static final String CERTIFIED = "certified";
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Processes processes = new Processes(Programs.ofService());
  private final Path bin;
  private final Path folder;
  private final int port;

  private PostgresServer(Path folder) throws IOException {
    this.bin = newestInstalled();
    this.folder = folder;
    this.port = WarehousePorts.next();
  }

  public static PostgresServer start(Path folder) throws IOException {
    PostgresServer server = new PostgresServer(folder);
    server.create();
    return server.started();
  }

  /** One that lets the user {@link #CERTIFIED} in by a certificate of the authority alone, and shows that of {@code server}. */
  static PostgresServer start(Path folder, Certificates certificates) throws IOException {
    PostgresServer server = new PostgresServer(folder);
    server.create();
    for (String file : List.of("ca.crt", "server.crt", "server.key")) {
      server.write(file, certificates.text(file));
    }
    Path data = folder.resolve("data");
    Files.writeString(data.resolve("postgresql.conf"), "ssl = on\nssl_ca_file = 'ca.crt'\n", StandardOpenOption.APPEND);
    Path access = data.resolve("pg_hba.conf");
    Files.writeString(access, "hostssl all " + CERTIFIED + " 127.0.0.1/32 cert\n" + Files.readString(access));
    PostgresServer started = server.started();
    started.query("create role " + CERTIFIED + " login superuser");
    return started;
  }

  private PostgresServer started() {
    control("start");
    run(List.of("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER, "shop"));
    return this;
  }

  public int port() {
    return port;
  }

  /** What a query prints, a line a row. */
  public List<String> query(String sql) {
    return run(List.of("psql", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER, "-d", "shop", "-Atc", sql));
  }

  /** Into the server's data, readable by it alone. */
  private void write(String name, String content) throws IOException {
    Path file = folder.resolve("data").resolve(name);
    Files.writeString(file, content);
    run(List.of("chmod", "600", file.toString()), false);
    if (asRoot()) {
      run(List.of("chown", "postgres", file.toString()), false);
    }
  }

  private void create() throws IOException {
    // initdb refuses to run as root; its own user needs the way to the folder.
    if (asRoot()) {
      for (Path part = folder; part != null && !part.equals(part.getRoot()); part = part.getParent()) {
        run(List.of("chmod", "o+x", part.toString()), false);
      }
      run(List.of("chown", "postgres", folder.toString()), false);
    }
    Path secret = folder.resolve("password");
    Files.writeString(secret, PASSWORD);
    run(List.of("chmod", "o+r", secret.toString()), false);
    run(List.of("initdb", "-D", folder.resolve("data").toString(), "-U", USER, "-A", "scram-sha-256",
        "--pwfile=" + secret, "--no-sync"));
  }

  private void control(String action) {
    run(List.of("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-l", folder.resolve("log").toString(),
        "-o", "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder + " -c fsync=off",
        "-m", "fast", action));
  }

  @Override
  public void close() {
    control("stop");
    processes.close();
  }

  private List<String> run(List<String> words) {
    List<String> own = new ArrayList<>(words);
    own.set(0, bin.resolve(words.getFirst()).toString());
    return run(own, asRoot());
  }

  private List<String> run(List<String> words, boolean asPostgres) {
    List<String> argv = new ArrayList<>(asPostgres ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of());
    argv.addAll(words);
    Command command = new Command(argv, folder,
        Map.of("PATH", Programs.ofService().searchPath(), "PGPASSWORD", PASSWORD, "LANG", "C.UTF-8"));
    return switch (processes.run(command, LONGEST)) {
      case Finish.Finished finished when finished.succeeded() -> finished.output().lines().toList();
      case Finish.Finished failed -> throw new IllegalStateException(words + ": " + failed.output());
      case Finish.TimedOut _ -> throw new IllegalStateException(words + " did not end");
    };
  }

  private static boolean asRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Path newestInstalled() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions.map(version -> version.resolve("bin")).filter(bin -> Files.exists(bin.resolve("initdb")))
          .max(Comparator.naturalOrder()).orElseThrow();
    }
  }
}
