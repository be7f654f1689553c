package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.RunningProcess;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.domain.secret.Redactor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process has not told its number; in the place of its keeper, one that says what the test wants. */
class ServedRunTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir
  Path folder;

  private final BlockingQueue<ServedRun> over = new LinkedBlockingQueue<>();

  @Test
  void aRunThatIsKilledBeforeItBeganEndsByItselfAndItsServerIsKept() throws Exception {
    ServedRun run = killedBefore("{\"event\": \"started\", \"pid\": 7}\n{\"event\": \"_exit\", \"signal\": null, \"code\": 1, \"left\": false}\n");

    assertEquals(new Exit.Exited(1), run.await(LONG_ENOUGH));
    assertFalse(run.left());
  }

  @Test
  void aKeeperThatDiesMeanwhileMayHaveLeftSomething() throws Exception {
    ServedRun run = killedBefore("");

    assertEquals(new Exit.Signalled(9), run.await(LONG_ENOUGH));
    assertTrue(run.left());
  }

  /** What listens at the place of its server may be users' code. */
  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aKeeperThatReadsNothingHoldsNobodyUp() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    ServedRun run = kept(_ -> over.await(), begun -> {
      RunnerLines lines = new RunnerLines(_ -> { }, new SafeText(Redactor.none()), CLOCK, LogLevel.INFO);
      RunnerInvocation invocation = new RunnerInvocation(begun, begun.asking("x".repeat(1 << 20)), lines, List.of("build"), Duration.ofMillis(1));
      invocation.mayGoOn(LONG_ENOUGH, LONG_ENOUGH);
      invocation.interrupt();
      invocation.kill();
      begun.close();
      over.countDown();
    });

    assertEquals(new Exit.Signalled(9), run.await(LONG_ENOUGH));
  }

  /** @param told when the keeper hears that its client says no more */
  private ServedRun killedBefore(String told) throws Exception {
    return kept(client -> {
      ByteBuffer heard = ByteBuffer.allocate(1000);
      while (client.read(heard) >= 0) {
        heard.clear();
      }
      say(client, told);
    }, run -> {
      run.kill();
      assertSame(run, over.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
    });
  }

  private interface Keeper {
    void keep(SocketChannel client) throws IOException, InterruptedException;
  }

  private interface Client {
    void use(ServedRun run) throws InterruptedException;
  }

  private ServedRun kept(Keeper keeping, Client client) throws Exception {
    Path socket = folder.resolve("s.sock");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Processes processes = new Processes(Programs.ofService());
        RunningProcess process = processes.start(new Command(List.of("/bin/sh", "-c", "read line"), folder, Map.of()), line -> { })) {
      Thread keeper = Thread.ofVirtual().start(() -> keep(listener, keeping));
      DbtServer server = new DbtServer(socket, process.pid(), new DbtServer.Base(process, ServerFolder.in(folder).next()), () -> true, () -> { },
          CLOCK);
      ServedRun run = new ServedRun(ServerConnection.open(socket, LONG_ENOUGH, 1000), server, line -> { }, over::add).begin();
      client.use(run);
      keeper.join();
      return run;
    }
  }

  private static void keep(ServerSocketChannel listener, Keeper keeper) {
    try (SocketChannel client = listener.accept()) {
      say(client, "{\"event\": \"hello\"}\n");
      keeper.keep(client);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void say(SocketChannel client, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }
}
