package io.datachannel.dbt.application.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.LogUploads.Received;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link LogUploads} keeps to, with the {@link RunLogs} that gives the logs back. */
public abstract class LogUploadsContract {
  protected static final AccountId ACCOUNT = new AccountId(1);
  protected static final RunId RUN = new RunId(5);
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] LOG = "line one\nKäse 🙂 \u001b[32mOK\u001b[0m\n".getBytes(StandardCharsets.UTF_8);

  protected abstract LogUploads uploads();

  protected abstract RunLogs logs();

  @Test
  void aLogComesBackByteForByte() throws IOException {
    Received.Stored stored = (Received.Stored) receive(LOG, LOG.length);

    assertEquals(LOG.length, stored.bytes());
    assertTrue(stored.path().contains("accounts/1/runs/5/"), stored.path());
    assertArrayEquals(LOG, text());
  }

  @Test
  void aLogMayBeEmpty() throws IOException {
    assertEquals(0, ((Received.Stored) receive(new byte[0], 10)).bytes());
    assertEquals(0, text().length);
  }

  @Test
  void aSecondLogTakesThePlaceOfTheFirst() throws IOException {
    receive("a first one that is longer".getBytes(StandardCharsets.UTF_8), 100);
    receive(LOG, 100);

    assertArrayEquals(LOG, text());
  }

  @Test
  void ofALogThatIsTooLongNothingIsKept() {
    assertEquals(new Received.TooLarge(), receive(LOG, LOG.length - 1));
    assertTrue(logs().text(ACCOUNT, RUN).isEmpty());
  }

  @Test
  void ofALogThatIsCutOffNothingIsKept() throws IOException {
    assertEquals(new Received.CutOff(), uploads().receive(ACCOUNT, RUN, cutAfter(LOG), 1000));
    assertTrue(logs().text(ACCOUNT, RUN).isEmpty());

    receive(LOG, 1000);
    assertEquals(new Received.CutOff(), uploads().receive(ACCOUNT, RUN, cutAfter("newer".getBytes(StandardCharsets.UTF_8)), 1000));
    assertArrayEquals(LOG, text());
  }

  @Test
  void whatTheServiceWritesDownOfTheRunLeavesTheLogAsItIs() throws IOException {
    write(RunStatus.RUNNING);
    Received.Stored stored = (Received.Stored) receive(LOG, 1000);
    write(RunStatus.SUCCESSFUL);
    logs().store(ACCOUNT, RUN, path -> assertEquals(stored.path(), path));

    assertArrayEquals(LOG, text());
    assertEquals(2, logs().read(ACCOUNT, RUN, 0, Duration.ZERO).size());
  }

  @Test
  void aLogThatComesAfterTheEndIsShown() throws IOException {
    write(RunStatus.SUCCESSFUL);
    logs().store(ACCOUNT, RUN, _ -> { });

    receive(LOG, 1000);

    assertArrayEquals(LOG, text());
  }

  @Test
  void ofARunThatIsGoneNothingIsKept() throws IOException {
    write(RunStatus.RUNNING);
    receive(LOG, 1000);

    uploads().forget(ACCOUNT, RUN);
    uploads().forget(ACCOUNT, new RunId(6));

    assertTrue(logs().text(ACCOUNT, RUN).isEmpty());
    receive(LOG, 1000);
    assertArrayEquals(LOG, text());
  }

  @Test
  void anotherAccountSeesNothingOfIt() {
    receive(LOG, 1000);

    assertTrue(logs().text(new AccountId(2), RUN).isEmpty());
    assertTrue(logs().text(ACCOUNT, new RunId(6)).isEmpty());
  }

  private Received receive(byte[] log, long most) {
    return uploads().receive(ACCOUNT, RUN, new ByteArrayInputStream(log), most);
  }

  private void write(RunStatus status) {
    try (RunLogs.Writer writer = logs().open(ACCOUNT, RUN)) {
      writer.append(new StatusChanged(AT, status));
    }
  }

  private byte[] text() throws IOException {
    try (InputStream text = logs().text(ACCOUNT, RUN).orElseThrow().from().apply(0)) {
      return text.readAllBytes();
    }
  }

  /** These bytes, and then a connection that broke. */
  private static InputStream cutAfter(byte[] bytes) {
    return new SequenceInputStream(new ByteArrayInputStream(bytes), new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("connection reset");
      }
    });
  }
}
