package io.datachannel.dbt.adapters.persistence.embedded;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops the server that the folder's pid file names: one that outlived a killed service. */
final class LeftoverServer {
  private static final long GRACE_SECONDS = 60;

  private LeftoverServer() {}

  /** Asks the server to shut down and waits for it; kills it after a grace. Does nothing when there is none. */
  static void stop(ServerFolder folder) {
    find(folder).ifPresent(LeftoverServer::end);
  }

  /** The pid may belong to another program by now: only one that was given our data folder is ours. */
  static Optional<ProcessHandle> find(ServerFolder folder) {
    String ours = "--datadir=" + folder.data();
    return pid(folder).flatMap(ProcessHandle::of)
        .filter(process -> process.info().arguments().map(Arrays::asList).filter(words -> words.contains(ours)).isPresent());
  }

  private static Optional<Long> pid(ServerFolder folder) {
    try {
      String text = Files.exists(folder.pidFile()) ? Files.readString(folder.pidFile()).strip() : "";
      return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    } catch (IOException unreadable) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE,
          "The pid file of the embedded database cannot be read: " + folder.pidFile(), unreadable);
    }
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException stubborn) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "Interrupted while the embedded database was shutting down", interrupted);
    } catch (ExecutionException impossible) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The embedded database cannot be stopped", impossible);
    }
  }
}
