package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.dbt.DbtServer.Base;
import io.datachannel.dbt.adapters.dbt.Kept.NoServer;
import io.datachannel.dbt.adapters.dbt.ServerFolder.Home;
import io.datachannel.dbt.adapters.dbt.ServerFolder.Place;
import io.datachannel.dbt.adapters.process.CannotStart;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.OutputLine;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.RunningProcess;
import io.datachannel.dbt.domain.secret.Redactor;
import jakarta.json.Json;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Starts the two kinds of servers of dbt_server.py. Each is told nothing of a project by its command line or its variables. */
final class StartServers {
  private static final Logger LOG = System.getLogger(StartServers.class.getName());
  /** No run waits for it, so that a machine with too much to do may take its time; one that hangs is not to stay for ever. */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);
  private static final Duration LONGEST_PARSE = Duration.ofMinutes(10);
  private static final Duration END = Duration.ofSeconds(2);
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final String GONE = "{\"event\": \"refused\", \"reason\": \"its server ended without a word\"}";
  private static final String LATE = "{\"event\": \"refused\", \"reason\": \"its server took too long to start\"}";

  private final Path script;
  private final Processes processes;
  private final Programs programs;
  private final ServerFolder folder;
  private final DbtConfines confines;
  private final InstantSource clock;

  StartServers(
      Path script, Processes processes, Programs programs, ServerFolder folder, DbtConfines confines, InstantSource clock) {
    this.script = script;
    this.processes = processes;
    this.programs = programs;
    this.folder = folder;
    this.confines = confines;
    this.clock = clock;
  }

  /** One that has imported dbt and the adapters of an environment. */
  DbtServer base(EnvironmentKey environment) throws NoServer {
    Home home = folder.next();
    Place place = home.next();
    CompletableFuture<String> told = new CompletableFuture<>();
    Command command = new Command(
        List.of(environment.python().toString(), "-I", script.toString(), place.socket().toString()), script.getParent(),
        Map.of("PATH", programs.searchPath(), "LANG", "C.UTF-8", "DBT_SEND_ANONYMOUS_USAGE_STATS", "false"),
        confines.of(environment, script, home));
    RunningProcess process;
    try {
      process = started(command, told);
    } catch (CannotStart failed) {
      home.delete();
      throw new NoServer(failed.getMessage());
    } catch (RuntimeException | Error failed) {
      home.delete();
      throw failed;
    }
    try {
      ToldObject answer = ToldObject.of(told.completeOnTimeout(LATE, LONGEST_START.toSeconds(), TimeUnit.SECONDS).join());
      if (!answer.text("event").equals("ready")) {
        throw new NoServer(answer.text("reason"));
      }
      return new DbtServer(place.socket(), answer.number("pid"), new Base(process, home),
          () -> !process.endsWithin(Duration.ZERO), () -> end(process, home), clock);
    } catch (IOException | NoServer | RuntimeException failed) {
      end(process, home);
      throw noServer(failed);
    } catch (Error failed) {
      end(process, home);
      throw failed;
    }
  }

  /** Whoever has it ends it; a thread lets go of it then. */
  private RunningProcess started(Command command, CompletableFuture<String> told) {
    RunningProcess process = processes.start(command, line -> take(line, told));
    try {
      Thread.ofVirtual().name("dbt-server-" + process.pid()).start(() -> {
        try (process) {
          process.await(FOREVER);
        } finally {
          told.complete(GONE);
        }
      });
      return process;
    } catch (Error noThread) {
      process.close();
      throw noThread;
    }
  }

  private static NoServer noServer(Exception failed) {
    return failed instanceof NoServer refused ? refused : new NoServer(failed.getMessage() == null ? failed.toString() : failed.getMessage());
  }

  private static void take(OutputLine line, CompletableFuture<String> told) {
    if (line.source() == OutputLine.Source.STDERR || !told.complete(line.text())) {
      LOG.log(Level.DEBUG, "A server of dbt printed: {0}", line.text());
    }
  }

  private static void end(RunningProcess process, Home home) {
    process.closeInput();
    if (!process.endsWithin(END)) {
      process.killTree();
    }
    home.delete();
  }

  /**
   * One that keeps a parsed project, below another one of the same environment.
   *
   * @param unwanted is complete when no one waits for it any more, and the parse is to end
   */
  DbtServer parsed(DbtServer base, DbtRequestLines lines, ParseWords words, Duration patience, CompletableFuture<Void> unwanted) throws NoServer {
    if (!base.take()) {
      throw new NoServer("The server of the environment is gone.");
    }
    Place place = base.base().home().next();
    try {
      ServerConnection connection = ServerConnection.open(base.socket(), patience, RunnerDbtProcess.LONGEST_LINE);
      unwanted.thenRun(connection::close);
      try {
        return parsedBy(connection, base, place, pidOf(connection.answerTo(
            Json.createObjectBuilder().add("serve", "manifest").add("socket", place.socket().toString()).build()
                + "\n" + lines.with(words.parsingInto(place.parsed())), LONGEST_PARSE), lines.redactor()));
      } catch (IOException | NoServer | RuntimeException | Error failed) {
        connection.close();
        throw failed;
      }
    } catch (IOException | NoServer | RuntimeException failed) {
      place.delete();
      base.release();
      throw noServer(failed);
    } catch (Error failed) {
      place.delete();
      base.release();
      throw failed;
    }
  }

  private DbtServer parsedBy(ServerConnection connection, DbtServer base, Place place, long pid) {
    AtomicBoolean lives = new AtomicBoolean(true);
    DbtServer server = new DbtServer(place.socket(), pid, base.base(), lives::get, () -> {
      connection.close();
      place.delete();
      base.release();
    }, clock);
    Thread.ofVirtual().name("dbt-parsed").start(() -> {
      // It says no more; this is its end.
      connection.readLine();
      lives.set(false);
    });
    return server;
  }

  private static long pidOf(ToldObject answer, Redactor redactor) throws IOException, NoServer {
    if (!answer.text("event").equals("ready")) {
      // In words of dbt and of the project, for the service's own log.
      throw new NoServer(redactor.redact(answer.text("reason")));
    }
    return answer.number("pid");
  }

  /**
   * A request as the runner takes it.
   *
   * @param saying   the same with other words for dbt
   * @param redactor for what is told of it
   */
  record DbtRequestLines(Function<List<String>, String> saying, Redactor redactor) {

    String with(List<String> arguments) {
      return saying.apply(arguments);
    }
  }
}
