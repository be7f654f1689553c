package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Exit;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said to a process that reads when the test does. */
class ControlLinesTest {
  private final SynchronousQueue<String> stream = new SynchronousQueue<>();
  private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
  private final ControlLines control = new ControlLines(new RunningDbt() {
    @Override
    public Exit await(Duration timeout) {
      return new Exit.StillRunning();
    }

    @Override
    public boolean endsWithin(Duration patience) {
      return false;
    }

    @Override
    public void writeLine(String line) {
      writers.add(Thread.currentThread());
      if (line.equals("broken")) {
        throw new OutOfMemoryError("on purpose");
      }
      try {
        stream.put(line);
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void kill() {
      // It has no process.
    }

    @Override
    public void close() {
      // Nor anything to close.
    }
  });

  @Test
  void theRequestComesFirstAndOfTheLeasesTheNewestAlone() throws InterruptedException {
    control.begin("request");
    control.mayGoOn(Duration.ofSeconds(10), Duration.ofSeconds(15));
    control.mayGoOn(Duration.ofHours(2), Duration.ofHours(3));
    control.say("cancel");

    assertEquals("request", read());
    assertEquals("cancel", read());
    String lease = read();
    assertTrue(lease.matches("\\{\"interrupt_in\": (7200\\.0|71\\d\\d\\.\\d+), \"kill_in\": (10800\\.0|107\\d\\d\\.\\d+)}"), lease);

    control.say("more");
    assertEquals("more", read());
  }

  /** Where the limit of processes is reached by then, no other could be had. */
  @Test
  void oneThreadWritesAllOfItAlsoBehindALineThatFailedAndEndsWithTheRun() throws InterruptedException {
    control.begin("request");
    assertEquals("request", read());
    for (int renewal = 0; renewal < 50; renewal++) {
      control.mayGoOn(Duration.ofSeconds(10), Duration.ofSeconds(15));
      assertTrue(read().startsWith("{\"interrupt_in\": "));
    }
    control.say("broken");
    control.say("cancel");
    assertEquals("cancel", read());

    control.close();

    assertEquals(1, writers.size());
    assertTrue(writers.iterator().next().join(Duration.ofSeconds(60)));
  }

  private String read() throws InterruptedException {
    return stream.poll(60, TimeUnit.SECONDS);
  }
}
