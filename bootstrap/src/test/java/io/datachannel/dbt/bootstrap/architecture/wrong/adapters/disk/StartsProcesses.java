package io.datachannel.dbt.bootstrap.architecture.wrong.adapters.disk;

import io.datachannel.dbt.bootstrap.architecture.wrong.adapters.mail.Mailbox;
import java.io.IOException;

/** Wrong: an adapter knows another one, and starts a process by itself. */
record StartsProcesses(Mailbox mailbox) {
  Process start() throws IOException {
    return new ProcessBuilder("true").start();
  }
}
