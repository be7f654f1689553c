package io.datachannel.dbt.adapters.persistence.embedded;

import ch.vorburger.exec.ManagedProcessException;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.file.Path;

/**
 * A real MariaDB of this service's own, for those who have no server: started with it, stopped with it, its data kept in a folder.
 * It listens on the loopback interface alone, on a port that changes from start to start, and knows one user with a random password.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EmbeddedMariaDb.class.getName());
  /** Another program may take a free port before the server does. */
  private static final int ATTEMPTS = 3;

  private final ServerFolder folder;
  private final FolderLock lock;
  private final OwnServer server;
  private final Secret password;

  private EmbeddedMariaDb(ServerFolder folder, FolderLock lock, OwnServer server, Secret password) {
    this.folder = folder;
    this.lock = lock;
    this.server = server;
    this.password = password;
  }

  /**
   * Starts the server, unpacking it and creating its data when this is the first time.
   *
   * @param path where binaries, data, log and password are kept; made when it is missing
   * @throws PortFailure with DATABASE_UNAVAILABLE when another service uses the folder, or the server does not come up
   */
  public static EmbeddedMariaDb start(Path path) {
    ServerFolder folder = ServerFolder.in(path);
    FolderLock lock = FolderLock.take(folder.lock());
    try {
      LeftoverServer.stop(folder);
      Secret password = folder.password();
      folder.writeInitFile(password);
      return new EmbeddedMariaDb(folder, lock, startServer(folder), password);
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private static OwnServer startServer(ServerFolder folder) {
    for (int attempt = 1; ; attempt++) {
      try {
        return OwnServer.start(folder);
      } catch (ManagedProcessException failed) {
        if (attempt == ATTEMPTS || !failed.getMessage().contains("Address already in use")) {
          throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE,
              "The embedded database did not start; its log says why: " + folder.log(), failed);
        }
      }
    }
  }

  /** A JDBC URL without user and password, and without a schema. */
  public String url() {
    return "jdbc:mysql://127.0.0.1:" + server.port() + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }

  public String user() {
    return ServerFolder.USER;
  }

  public Secret password() {
    return password;
  }

  /** Shuts the server down gracefully and waits for it; the data stays. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (ManagedProcessException failed) {
      LOG.log(System.Logger.Level.WARNING, "The embedded database did not stop at the first call", failed);
    }
    try {
      LeftoverServer.stop(folder);
      folder.release();
    } finally {
      lock.close();
    }
  }
}
