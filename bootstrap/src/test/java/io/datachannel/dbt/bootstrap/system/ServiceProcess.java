package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.RunningProcess;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a JVM of its own, started by its main class, so that it can be killed. */
final class ServiceProcess implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("dc_[A-Za-z0-9_-]{43}");
  private static final Pattern UP = Pattern.compile("The service is up at (\\S+)");

  private final Processes processes = new Processes(Programs.ofService());
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<URI> up = new CompletableFuture<>();
  private final RunningProcess process;

  private ServiceProcess(List<String> words) {
    // A test that is broken off leaves neither a service nor its database behind.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(processes::close));
    List<String> argv = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-cp", System.getProperty("java.class.path"), "io.datachannel.dbt.bootstrap.Main"));
    argv.addAll(words);
    Command command = new Command(argv, Path.of("target").toAbsolutePath(), Map.copyOf(System.getenv()));
    process = processes.start(command, line -> heard(line.text()));
  }

  /** @param command serve, demo or rotate-keys; the first of them finds a database that has been started before */
  static ServiceProcess start(String command, Path dataFolder, String... flags) {
    if (command.equals("serve")) {
      ReadyDatabase.in(dataFolder.resolve("database"));
    }
    List<String> words = new ArrayList<>(List.of(command, "--data-folder", dataFolder.toString(), "--port", "0"));
    words.addAll(List.of(flags));
    return new ServiceProcess(words);
  }

  private synchronized void heard(String line) {
    lines.add(line);
    Matcher matcher = UP.matcher(line);
    if (matcher.find()) {
      up.complete(URI.create(matcher.group(1)));
    }
  }

  /** Waits until it says that it is up. */
  URI address() {
    try {
      return up.get(4, TimeUnit.MINUTES);
    } catch (Exception never) {
      throw new AssertionError("the service did not come up:\n" + output(), never);
    }
  }

  synchronized String output() {
    return String.join("\n", lines);
  }

  /** The token that it printed, when it printed one. */
  Optional<Secret> token() {
    Matcher matcher = TOKEN.matcher(output());
    return matcher.find() ? Optional.of(new Secret(matcher.group())) : Optional.empty();
  }

  /** All processes that it started, and that are of the kind. */
  List<ProcessHandle> descendants(String commandPart) {
    Predicate<ProcessHandle> kind = handle -> handle.info().commandLine().orElse("").contains(commandPart);
    return ProcessHandle.of(process.pid()).stream().flatMap(ProcessHandle::descendants).filter(kind).toList();
  }

  /** As the system or a user would stop it; returns when it has ended. */
  void terminate() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    awaitEnd();
  }

  /** The service alone dies at once, not what it started. */
  void kill() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    awaitEnd();
  }

  /** Returns when the service has ended. */
  void awaitEnd() {
    if (!process.endsWithin(Duration.ofMinutes(1))) {
      throw new AssertionError("the service did not end:\n" + output());
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
