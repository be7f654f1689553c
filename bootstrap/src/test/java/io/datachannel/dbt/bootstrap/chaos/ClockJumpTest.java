package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of one copy's machine jumps, by libfaketime, which all of the JVM and its libraries believe. */
@Tag("fault-41")
@Chaos
class ClockJumpTest {
  @TempDir private Path folder;

  @Test
  void anHourForwardAndTwoBackDoNoHarm() throws IOException, InterruptedException {
    Path offset = Files.writeString(folder.resolve("offset"), "+0");
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "clock").prepared()) {
      Copy jumping = cluster.add(Map.of(
          "LD_PRELOAD", library().toString(), "FAKETIME_TIMESTAMP_FILE", offset.toString(), "FAKETIME_CACHE_DURATION", "1",
          "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1",
          // Otherwise it takes each timed wait of the JVM, which goes by the monotonic clock, for one that is over, and all of them spin.
          "FAKETIME_FORCE_MONOTONIC_FIX", "0")).start();
      int run = cluster.run(cluster.project(), "{\"until\": \"jumped\"}");
      cluster.awaitBegun(run);
      cluster.add().start().api();

      Files.writeString(offset, "+3600");
      whileLeasesWouldEnd();
      int later = cluster.run(cluster.project(), "{}");
      cluster.awaitOver(later);
      Files.writeString(offset, "-3600");
      whileLeasesWouldEnd();
      int last = cluster.run(cluster.project(), "{}");
      cluster.awaitOver(last);

      assertEquals("RUNNING", cluster.status(run), jumping::output);
      cluster.stub().release("jumped");
      cluster.awaitOver(run);
      assertEquals("SUCCESSFUL SUCCESSFUL SUCCESSFUL",
          String.join(" ", cluster.status(run), cluster.status(later), cluster.status(last)), cluster::said);
      assertTrue(ProcessHandle.of(jumping.pid()).isPresent());
      cluster.assertSound();
    }
  }

  private static void whileLeasesWouldEnd() throws InterruptedException {
    new CountDownLatch(1).await(Cluster.LEASE.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
  }

  private static Path library() throws IOException {
    try (Stream<Path> found = Files.find(Path.of("/usr/lib"), 4, (file, _) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
      return found.findFirst().orElseThrow(() -> new AssertionError("libfaketime is missing (Debian: apt-get install libfaketime)"));
    }
  }
}
