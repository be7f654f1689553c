package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.OutputLine;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.RunningProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The S3 server of the storage's tests, as a process: its libraries would change what the service finds on its class path. */
public final class StoreProcess implements AutoCloseable {
  /** Benchmarks are started in it, and tests in the module. */
  private static final Path REPOSITORY = Path.of(Files.isDirectory(Path.of("adapters")) ? "" : "..").toAbsolutePath().normalize();
  private static final String CLASS_PATH = String.join(":", Stream.of(
      "adapters/storage/target/test-classes", "adapters/storage/target/classes", "application/target/classes", "domain/target/classes",
      "adapters/storage/target/s3-server/*").map(part -> REPOSITORY.resolve(part).toString()).toList());

  private final Processes processes = new Processes(Programs.ofService());
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final RunningProcess process;
  private final List<String> facts;

  public StoreProcess() {
    process = processes.start(new Command(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-cp", CLASS_PATH, "io.datachannel.dbt.adapters.storage.s3.S3Server"), REPOSITORY, Map.copyOf(System.getenv())), this::heard);
    facts = List.of(next().split(" "));
  }

  private void heard(OutputLine line) {
    if (line.source() == OutputLine.Source.STDOUT) {
      said.add(line.text());
    }
  }

  private String next() {
    try {
      String line = said.poll(1, TimeUnit.MINUTES);
      if (line == null) {
        throw new AssertionError("the store says nothing");
      }
      return line;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  public String address() {
    return facts.get(0);
  }

  public String bucket() {
    return facts.get(1);
  }

  public String accessKey() {
    return facts.get(2);
  }

  public String secretKey() {
    return facts.get(3);
  }

  /** Nothing answers from now on. */
  public void stop() {
    tell("stop");
  }

  /** It is back at its address, with the files that it had. */
  public void start() {
    tell("start");
  }

  private void tell(String word) {
    process.writeLine(word);
    String answer = next();
    if (!word.equals(answer)) {
      throw new AssertionError("the store says '" + answer + "' to " + word);
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
