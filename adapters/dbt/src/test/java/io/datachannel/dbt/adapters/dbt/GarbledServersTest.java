package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.dbt.StartServers.DbtRequestLines;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.RunningProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that say what is JSON and not what they are to say, as users' code in their place can. Nothing of them may stay. */
@Tag("fault-38")
class GarbledServersTest {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
  private static final AccountId ACCOUNT = new AccountId(1);
  private static final Programs PROGRAMS = Programs.ofService();
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir
  Path folder;

  private final Processes processes = new Processes(PROGRAMS);

  @AfterEach
  void endProcesses() {
    processes.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"event\": 1}", "{\"event\": \"ready\", \"pid\": 1.5}", "{\"event\": \"refused\"}"})
  void oneOfAnEnvironmentIsEnded(String said) throws Exception {
    ServerFolder files = ServerFolder.in(folder.resolve("servers"));
    StartServers start = start(files);
    EnvironmentKey environment = new EnvironmentKey(ACCOUNT, python("echo '" + said + "'\nexec sleep 600"), "stamp");

    assertThrows(Kept.NoServer.class, () -> start.base(environment));

    assertItsProcessEnds();
    assertTrue(isEmpty(files.sockets()) && isEmpty(files.parsed()));
  }

  @Test
  void oneThatDoesNotSayHelloIsReplacedAndTheRunBeginsWithoutIt() throws Exception {
    Path fake = folder.resolve("fake.sock");
    Path python = python("[ $3 = --serve-once ] && exit 7\nln -s '" + fake + "' $3\necho '{\"event\": \"ready\", \"pid\": '$$'}'\nexec cat");
    Files.createFile(folder.resolve("pyvenv.cfg"));
    DbtRequest request = new DbtRequest(ACCOUNT, python, folder, List.of("debug"), Map.of(), Map.of());
    RunnerDbtProcess plain = new RunnerDbtProcess(
        folder.resolve("runner"), processes, PROGRAMS, new TestFolders(folder), Duration.ofSeconds(1), CLOCK);
    try (ServerSocketChannel listener = listener(fake);
        ServedDbtProcess served = ServedDbtProcess.over(plain, folder.resolve("runner"), processes, PROGRAMS,
            new ServerLimits(4096, LONG_ENOUGH, LONG_ENOUGH), CLOCK)) {
      CompletableFuture<Void> gone = saying(listener, "{}\n");
      served.warm(request);

      DbtEnd.Failed end = assertInstanceOf(DbtEnd.Failed.class, served.start(request, _ -> { }).await(LONG_ENOUGH));

      assertTrue(end.failure().message().contains("exit code 7"), end::toString);
      gone.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
      assertItsProcessEnds();
      assertEquals(List.of(), served.servers());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"event\": \"ready\", \"pid\": null}", "{\"event\": \"refused\", \"reason\": {}}"})
  void oneOfAParseIsGivenUpAndTheOneAboveItIsFree(String said) throws Exception {
    ServerFolder files = ServerFolder.in(folder.resolve("servers"));
    ServerFolder.Home home = files.next();
    Path socket = folder.resolve("s.sock");
    try (ServerSocketChannel listener = listener(socket);
        RunningProcess process = processes.start(new Command(List.of("/bin/cat"), folder, Map.of()), _ -> { })) {
      CompletableFuture<Void> gone = saying(listener, "{\"event\": \"hello\"}\n" + said + "\n");
      DbtServer base = new DbtServer(socket, process.pid(), new DbtServer.Base(process, home), () -> true, () -> { }, CLOCK);
      DbtRequestLines lines = new DbtRequestLines(_ -> "{}", Redactor.none());

      assertThrows(Kept.NoServer.class,
          () -> start(files).parsed(base, lines, new ParseWords(List.of(), folder), LONG_ENOUGH, new CompletableFuture<>()));

      gone.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
      assertTrue(base.isIdle());
    }
  }

  private StartServers start(ServerFolder files) throws IOException {
    Path script = folder.resolve("dbt_server.py");
    return new StartServers(Files.exists(script) ? script : Files.createFile(script), processes, PROGRAMS, files,
        new DbtConfines(new TestFolders(folder)), CLOCK);
  }

  private Path python(String script) throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("python");
    Files.writeString(program, "#!/bin/sh\n[ $3 = --serve-once ] || echo $$ > '" + folder.resolve("pid") + "'\n" + script + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private void assertItsProcessEnds() throws Exception {
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    for (ProcessHandle process : ProcessHandle.of(pid).stream().toList()) {
      process.onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static ServerSocketChannel listener(Path socket) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
  }

  /** Complete when the client that is told it has gone. */
  private static CompletableFuture<Void> saying(ServerSocketChannel listener, String text) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> {
      try (SocketChannel client = listener.accept()) {
        client.write(StandardCharsets.UTF_8.encode(text));
        while (client.read(ByteBuffer.allocate(1000)) >= 0) {
          // It is to close the connection.
        }
        gone.complete(null);
      } catch (IOException failed) {
        gone.completeExceptionally(failed);
      }
    });
    return gone;
  }

  private static boolean isEmpty(Path some) throws IOException {
    try (Stream<Path> inside = Files.list(some)) {
      return inside.findAny().isEmpty();
    }
  }
}
