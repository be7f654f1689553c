package io.datachannel.dbt.bootstrap.architecture.wrong.application;

import io.datachannel.dbt.bootstrap.architecture.wrong.adapters.mail.Mailbox;
import java.time.Instant;

/** Wrong: the application knows an adapter, takes seven parameters, reads the clock and sleeps. */
final class UsesAnAdapter {
  private final Mailbox mailbox;

  UsesAnAdapter(Mailbox mailbox, int two, int three, int four, int five, int six, int seven) {
    this.mailbox = mailbox;
  }

  Instant wait(Mailbox other) throws InterruptedException {
    Thread.sleep(1);
    return mailbox.equals(other) ? Instant.EPOCH : Instant.now();
  }
}
