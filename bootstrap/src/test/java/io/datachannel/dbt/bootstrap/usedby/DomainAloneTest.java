package io.datachannel.dbt.bootstrap.usedby;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.run.RunTransitions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test harness of someone else takes the domain alone: it is compiled against it, and runs on it and the JDK. */
class DomainAloneTest {
  private static final String HARNESS = """
      import io.datachannel.dbt.domain.arguments.DbtArguments;
      import io.datachannel.dbt.domain.project.DbtVersion;
      import io.datachannel.dbt.domain.project.ProjectId;
      import io.datachannel.dbt.domain.run.*;
      import io.datachannel.dbt.domain.schedule.*;
      import io.datachannel.dbt.domain.selection.ModelSelection;
      import io.datachannel.dbt.domain.warehouse.*;
      import java.time.*;
      import java.util.*;

      public class Harness {
        /** A run from the queue to its end, as the state machine has it. */
        public static String run() {
          Instant at = Instant.parse("2026-03-01T10:00:00Z");
          RunState state = new RunState.Queued(at);
          for (RunEvent event : List.<RunEvent>of(
              new RunEvent.Claimed(at.plusSeconds(1), new Lease("harness", 1)),
              new RunEvent.Completed(at.plusSeconds(9), new NodeTally(3, 0, 1, 1, 0)))) {
            state = switch (RunTransitions.apply(state, event)) {
              case RunTransition.Moved moved -> moved.state();
              case RunTransition.Illegal illegal -> throw new AssertionError(illegal);
            };
          }
          RunOrder order = new RunOrder(RunType.MANUAL, DbtCommand.BUILD, new ModelSelection.SelectedModels(List.of("orders")), false,
              "{}", DbtArguments.of(List.of("--fail-fast")), 4, Duration.ofMinutes(5)).checked();
          WarehouseConnection duck = WarehouseConnection.of(WarehouseType.named("duckdb"), Map.of("path", "a.duckdb"));
          return state.status().wireName() + " " + order.command().word() + " " + duck.open().get("schema") + " "
              + DbtVersion.of("1.11").toString().startsWith("1.11.");
        }

        /** A model's own schedule takes it out of the project's, which fires in spite of the clock change. */
        public static String schedules() {
          ProjectModels models = new ProjectModels(Set.of("orders", "customers"), List.of());
          List<Schedule> schedules = List.of();
          for (ScheduleTarget target : List.of(new ScheduleTarget.AllModels(), new ScheduleTarget.Models(Set.of("orders")))) {
            Timing timing = new Timing(new Cadence.Daily(LocalTime.of(2, 30)), ZoneId.of("Europe/Berlin"), ClockChange.STANDARD,
                Optional.empty());
            ScheduleCommand set = new ScheduleCommand.Set(new ScheduleId(schedules.size() + 1), new ProjectId(1),
                new Schedule.ScheduleDefinition(target, timing, ScheduledWork.STANDARD), false);
            schedules = switch (ScheduleChanges.change(schedules, set, models)) {
              case ScheduleChange.Done done -> done.schedules();
              case ScheduleChange.Unknown unknown -> throw new AssertionError(unknown);
            };
          }
          Schedule all = schedules.getFirst();
          return switch (Governance.of(schedules, models).selectionFor(all)) {
            case ScheduledSelection.Run run -> run.selection() + " at "
                + Firings.next(all.timing(), Instant.parse("2026-03-28T12:00:00Z")).orElseThrow();
            case ScheduledSelection.Nothing nothing -> nothing.reason();
          };
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aHarnessNeedsNothingButTheDomain() throws Exception {
    Path domain = Path.of(RunTransitions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    compile(domain);

    try (URLClassLoader alone = new URLClassLoader(
        new URL[] {domain.toUri().toURL(), folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      assertEquals("PARTIAL SUCCESS build main true", alone.loadClass("Harness").getMethod("run").invoke(null));
      assertEquals("AllModelsExcept[names=[orders]] at 2026-03-29T01:00:00Z",
          alone.loadClass("Harness").getMethod("schedules").invoke(null));
    }
  }

  private void compile(Path domain) throws URISyntaxException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    JavaFileObject source = new SimpleJavaFileObject(new URI("string:///Harness.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignored) {
        return HARNESS;
      }
    };
    boolean compiled = compiler.getTask(null, null, said,
        List.of("-proc:none", "-classpath", domain.toString(), "-d", folder.toString()), null, List.of(source)).call();
    assertEquals(List.of(), said.getDiagnostics().stream().filter(line -> line.getKind() == Diagnostic.Kind.ERROR).toList());
    assertEquals(true, compiled && Files.exists(folder.resolve("Harness.class")));
  }
}
