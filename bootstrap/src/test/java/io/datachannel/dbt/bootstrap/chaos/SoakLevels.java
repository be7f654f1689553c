package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a copy that goes on through a whole soak takes, from time to time. What is not given back grows, however much more or less there is at
 * one moment: so the median of the last third is compared with that of the second, and the first third is for getting warm.
 */
final class SoakLevels implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int FEWEST = 6;

  private final Processes processes = new Processes(Programs.ofService());
  private final Copy copy;
  private final List<Level> levels = new ArrayList<>();

  /**
   * At one moment.
   *
   * @param heapKilobytes     of objects that are in use, after a collection
   * @param residentKilobytes of the process
   * @param handles           open files and sockets
   */
  record Level(long heapKilobytes, long residentKilobytes, long handles, long threads) {}

  /** What is watched, how it is called, and how much more of it may be chance. */
  private enum Watched {
    HEAP("KB of objects", 4096, Level::heapKilobytes),
    RESIDENT("KB resident", 16_384, Level::residentKilobytes),
    HANDLES("open files", 20, Level::handles),
    THREADS("threads", 12, Level::threads);

    private final String words;
    private final long chance;
    private final ToLongFunction<Level> of;

    Watched(String words, long chance, ToLongFunction<Level> of) {
      this.words = words;
      this.chance = chance;
      this.of = of;
    }
  }

  SoakLevels(Copy copy) {
    this.copy = copy;
  }

  void look() {
    Path process = Path.of("/proc", Long.toString(copy.pid()));
    // Its last line is the sum; only a collection tells what is in use.
    long bytes = Long.parseLong(lastLine(processes.run(new Command(List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
        Long.toString(copy.pid()), "GC.class_histogram"), Path.of("/"), Map.of()), LONGEST)).split("\\s+")[2]);
    try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
      List<String> status = Files.readAllLines(process.resolve("status"));
      levels.add(new Level(bytes / 1024, number(status, "VmRSS:"), handles.count(), number(status, "Threads:")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String lastLine(Finish finish) {
    return finish.output().strip().lines().toList().getLast().strip();
  }

  private static long number(List<String> status, String name) {
    return Long.parseLong(status.stream().filter(line -> line.startsWith(name)).findFirst().orElseThrow().replaceAll("\\D", ""));
  }

  List<Level> all() {
    return List.copyOf(levels);
  }

  /** What has grown, each in a sentence. */
  static List<String> grown(List<Level> levels) {
    if (levels.size() < FEWEST) {
      return List.of("the levels were looked at only " + levels.size() + " times");
    }
    int third = levels.size() / 3;
    List<String> grown = new ArrayList<>();
    for (Watched watched : Watched.values()) {
      long before = median(levels.subList(third, 2 * third), watched.of);
      long after = median(levels.subList(2 * third, levels.size()), watched.of);
      if (after > before + watched.chance) {
        grown.add("the first copy has %d %s in the last third, and had %d in the one before (medians)".formatted(after, watched.words, before));
      }
    }
    return grown;
  }

  private static long median(List<Level> levels, ToLongFunction<Level> of) {
    return levels.stream().mapToLong(of).sorted().skip(levels.size() / 2).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    processes.close();
  }
}
