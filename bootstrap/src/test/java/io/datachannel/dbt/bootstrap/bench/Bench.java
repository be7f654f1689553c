package io.datachannel.dbt.bootstrap.bench;

import io.datachannel.dbt.bootstrap.bench.dbt.DbtBench;
import io.datachannel.dbt.bootstrap.chaos.FaultsBench;
import io.datachannel.dbt.bootstrap.chaos.SchedulesBench;
import io.datachannel.dbt.bootstrap.chaos.SoakBench;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The benchmarks, by name: {@code ./run bench NAME}. They measure and judge nothing; the figures go into a module's RATIONALE.md. */
public final class Bench {
  private static final PrintStream OUT = System.out;

  private Bench() {}

  public static void main(String[] words) throws SQLException {
    Logger.getLogger("").setLevel(Level.WARNING);
    String name = words.length == 0 ? "" : words[0];
    try {
      switch (name) {
        case "lists" -> new ListsBench(OUT).run();
        case "faults" -> new FaultsBench(OUT).run();
        case "soak" -> {
          OUT.println(Machine.inWords());
          new SoakBench(OUT).run();
        }
        case "schedules" -> {
          OUT.println(Machine.inWords());
          new SchedulesBench(OUT).run();
        }
        case "dbt" -> {
          OUT.println(Machine.inWords());
          Path folder = Files.createTempDirectory("datachannel-bench-dbt");
          try {
            new DbtBench(OUT, folder).run(List.of(words).subList(1, words.length));
          } finally {
            Folders.delete(folder);
          }
        }
        default -> {
          System.err.println("bench: there is no benchmark '" + name + "'; there are: dbt, lists, faults, schedules, soak");
          System.exit(2);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
