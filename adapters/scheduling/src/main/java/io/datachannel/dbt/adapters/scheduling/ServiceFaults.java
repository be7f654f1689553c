package io.datachannel.dbt.adapters.scheduling;

import io.datachannel.dbt.application.result.PortFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs what failed in a loop that goes on: a database or a storage that is away in one line each time, all else with its trace. */
final class ServiceFaults {
  private ServiceFaults() {}

  static void log(Logger log, String what, RuntimeException failed) {
    if (failed instanceof PortFailure away) {
      log.log(Level.WARNING, what + ": " + away.code() + ", " + away.getMessage());
    } else {
      log.log(Level.ERROR, what, failed);
    }
  }
}
