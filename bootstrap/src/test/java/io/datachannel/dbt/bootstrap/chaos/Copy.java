package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.OutputLine;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.RunningProcess;
import io.datachannel.dbt.adapters.process.Signal;
import io.datachannel.dbt.bootstrap.system.Api;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One copy of the service in a JVM of its own, which can be killed, frozen and started again on its data folder. */
final class Copy implements AutoCloseable {
  private static final Pattern UP = Pattern.compile("The service is up at (\\S+)");
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Processes processes = new Processes(Programs.ofService());
  private final Plan plan;
  private final StringBuffer output = new StringBuffer();
  private RunningProcess process;
  private volatile CompletableFuture<URI> up;

  /**
   * How a copy is started.
   *
   * @param folder  its data folder
   * @param token   opens its API
   * @param flags   of the command serve
   * @param options of the JVM
   * @param environment in addition to this process's own
   */
  record Plan(Path folder, Secret token, List<String> flags, List<String> options, Map<String, String> environment) {}

  Copy(Plan plan) {
    this.plan = plan;
    // A test that is broken off leaves nothing behind either.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(processes::close));
  }

  /** Starts it and does not wait. @param options of the JVM, this once */
  Copy start(String... options) {
    List<String> argv = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    argv.addAll(plan.options());
    argv.addAll(List.of(options));
    argv.addAll(QuickStart.get().options());
    argv.addAll(List.of("-cp", QuickStart.get().classPath(), "io.datachannel.dbt.bootstrap.Main", "serve",
        "--data-folder", plan.folder().toString(), "--port", "0"));
    argv.addAll(plan.flags());
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(plan.environment());
    CompletableFuture<URI> told = new CompletableFuture<>();
    up = told;
    process = processes.start(new Command(argv, Path.of("").toAbsolutePath(), environment), line -> heard(line, told));
    return this;
  }

  private void heard(OutputLine line, CompletableFuture<URI> told) {
    output.append(line.text()).append('\n');
    Matcher matcher = UP.matcher(line.text());
    if (matcher.find()) {
      told.complete(URI.create(matcher.group(1)));
    }
  }

  /** Waits until it is up. */
  Api api() {
    return new Api(address(), plan.token());
  }

  /** Waits until it is up. */
  URI address() {
    try {
      return up.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception never) {
      throw new AssertionError("the copy in " + plan.folder() + " did not come up:\n" + output, never);
    }
  }

  /** The same for someone else. */
  Api api(Secret other) {
    return new Api(address(), other);
  }

  boolean isUp() {
    return up.isDone();
  }

  boolean isAlive() {
    return !process.endsWithin(Duration.ZERO);
  }

  long pid() {
    return process.pid();
  }

  Path folder() {
    return plan.folder();
  }

  /** All that it said since the test began, over all of its starts. */
  String output() {
    return output.toString();
  }

  /** The JVM alone dies at once, not what it started. */
  void kill() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    awaitEnd();
  }

  /** As the system or an operator would stop it; does not wait. */
  void terminate() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
  }

  void awaitEnd() {
    if (!process.endsWithin(LONGEST)) {
      throw new AssertionError("the copy in " + plan.folder() + " did not end:\n" + output);
    }
  }

  /** Stands still (SIGSTOP), with all of its threads, but not what it started. */
  void freeze() {
    signal("STOP");
  }

  /** Goes on as if nothing had been. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    processes.run(new Command(List.of("sh", "-c", "kill -" + name + " " + process.pid()), Path.of("/"), Map.of()), LONGEST);
  }

  /** Ends in whatever state it is. */
  @Override
  public void close() {
    if (process != null && isAlive()) {
      process.signalGroup(Signal.KILL);
      awaitEnd();
    }
    processes.close();
  }
}
