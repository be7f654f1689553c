package io.datachannel.dbt.adapters.persistence.embedded;

import ch.vorburger.exec.ManagedProcessException;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
  private final Secret password;
  private OwnServer server;
  private ProcessHandle process;
  private boolean closed;

  private EmbeddedMariaDb(ServerFolder folder, FolderLock lock, OwnServer server, Secret password) {
    this.folder = folder;
    this.lock = lock;
    this.password = password;
    runs(server);
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
      OwnServer server = startServer(folder);
      Files.writeString(folder.port(), Integer.toString(server.port()));
      return new EmbeddedMariaDb(folder, lock, server, password);
    } catch (IOException failed) {
      lock.close();
      throw ServerFolder.unusable("The port of the embedded database cannot be kept", failed);
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /** How to reach a server. */
  public record Reach(String url, String user, Secret password) {
    static Reach of(int port, Secret password) {
      return new Reach("jdbc:mysql://127.0.0.1:" + port + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true", ServerFolder.USER, password);
    }
  }

  /** Whether there are data in the folder, so that a server has been started in it before. */
  public static boolean isMade(Path path) {
    return Files.exists(new ServerFolder(path).dataComplete());
  }

  /** The server that another process runs in the folder; empty when none does. */
  public static Optional<Reach> running(Path path) {
    ServerFolder folder = ServerFolder.in(path);
    try {
      return FolderLock.isTaken(folder.lock()) && Files.exists(folder.port())
          ? Optional.of(Reach.of(Integer.parseInt(Files.readString(folder.port()).strip()), folder.password())) : Optional.empty();
    } catch (IOException failed) {
      throw ServerFolder.unusable("The port of the embedded database cannot be read", failed);
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

  private void runs(OwnServer started) {
    server = started;
    process = LeftoverServer.find(folder).orElseThrow(() -> new PortFailure(FailureCode.DATABASE_UNAVAILABLE,
        "The embedded database ended as soon as it had started; its log says why: " + folder.log(), null));
  }

  /**
   * Starts the server again, on the same port, when its process has died; else it does nothing. To be called now and then.
   *
   * @throws PortFailure with DATABASE_UNAVAILABLE when it does not come up; the next call tries again
   */
  public synchronized void tend() {
    if (closed || process.isAlive()) {
      return;
    }
    LOG.log(System.Logger.Level.WARNING, "The process of the embedded database has died, and is started again");
    try {
      runs(OwnServer.startAgain(folder, server.port()));
    } catch (ManagedProcessException failed) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE,
          "The embedded database died and did not start again; its log says why: " + folder.log(), failed);
    }
  }

  /** A URL without a schema. */
  public synchronized Reach reach() {
    return Reach.of(server.port(), password);
  }

  /** Shuts the server down gracefully and waits for it; the data stays. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      server.stop();
    } catch (ManagedProcessException failed) {
      LOG.log(System.Logger.Level.WARNING, "The embedded database did not stop at the first call", failed);
    }
    try {
      LeftoverServer.stop(folder);
      Files.deleteIfExists(folder.port());
      folder.release();
    } catch (IOException failed) {
      throw ServerFolder.unusable("The port of the embedded database cannot be forgotten", failed);
    } finally {
      lock.close();
    }
  }
}
