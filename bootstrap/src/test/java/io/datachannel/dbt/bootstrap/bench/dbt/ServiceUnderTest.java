package io.datachannel.dbt.bootstrap.bench.dbt;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.RunningProcess;
import io.datachannel.dbt.bootstrap.demo.RestClient;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as users start it, {@code ./run serve}, on a data folder of the benchmark's own. */
final class ServiceUnderTest implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("dc_[A-Za-z0-9_-]{43}");
  private static final Pattern UP = Pattern.compile("The service is up at (\\S+)");
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<URI> up = new CompletableFuture<>();
  private final RunningProcess process;
  private final long begun = System.nanoTime();
  private volatile long upAfterNanos;

  private ServiceUnderTest(Processes processes, Path data, List<String> flags) {
    List<String> argv = new ArrayList<>(List.of(Path.of("run").toAbsolutePath().toString(), "serve", "--data-folder", data.toString(),
        "--port", "0"));
    argv.addAll(flags);
    this.process = processes.start(new Command(argv, Path.of("").toAbsolutePath(), Map.copyOf(System.getenv())), line -> heard(line.text()));
  }

  /** Returns when it says that it is up. */
  static ServiceUnderTest start(Processes processes, Path data, List<String> flags) {
    ServiceUnderTest service = new ServiceUnderTest(processes, data, flags);
    service.address();
    return service;
  }

  private synchronized void heard(String line) {
    lines.add(line);
    Matcher matcher = UP.matcher(line);
    if (matcher.find()) {
      upAfterNanos = System.nanoTime() - begun;
      up.complete(URI.create(matcher.group(1)));
    }
  }

  private synchronized String output() {
    return String.join("\n", lines);
  }

  private URI address() {
    CompletableFuture<URI> ended = CompletableFuture.supplyAsync(() -> {
      process.await(Duration.ofMinutes(5));
      throw new IllegalStateException("the service did not come up:\n" + output());
    });
    try {
      return (URI) CompletableFuture.anyOf(up, ended).get();
    } catch (ExecutionException | InterruptedException failed) {
      throw new IllegalStateException(output(), failed);
    }
  }

  /** Of its first start, which prints it. */
  Secret token() {
    Matcher matcher = TOKEN.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException("no token in\n" + output());
    }
    return new Secret(matcher.group());
  }

  RestClient rest(Secret token) {
    return new RestClient(address().resolve("/api/v1/"), token);
  }

  /** From its start until it takes requests. */
  Duration start() {
    return Duration.ofNanos(upAfterNanos);
  }

  /** The launcher has become the service. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    if (!process.endsWithin(LONGEST_STOP)) {
      process.killTree();
    }
    process.close();
  }
}
