package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.Shortage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of dbt, however its process was started. */
final class RunnerInvocation implements Invocation {
  private static final Duration DEATH = Duration.ofSeconds(10);
  /** By whom else than the service, is not told; it is what the system does for want of memory. */
  private static final int KILLED = 9;
  /** A file as large as it may be; Python does not die of it, other programs do. */
  private static final int SIGXFSZ = 25;

  private final RunningDbt dbt;
  private final RunnerLines lines;
  private final List<String> arguments;
  private final Duration grace;
  private final ControlLines control;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /** @param request begins it, as its process takes it */
  RunnerInvocation(RunningDbt dbt, String request, RunnerLines lines, List<String> arguments, Duration grace) {
    this.dbt = dbt;
    this.control = new ControlLines(dbt);
    this.lines = lines;
    this.arguments = arguments;
    this.grace = grace;
    begin(request);
  }

  /** Without a thread for it nobody would have the process, and it would wait for its request for ever. */
  private void begin(String request) {
    try {
      control.begin(request);
    } catch (RuntimeException | Error noThread) {
      dbt.close();
      throw noThread;
    }
  }

  @Override
  public DbtEnd await(Duration timeout) {
    try (dbt; control) {
      Exit exit = dbt.await(timeout);
      boolean timedOut = exit instanceof Exit.StillRunning;
      if (timedOut) {
        interrupt();
        exit = dbt.await(grace.plus(DEATH));
      }
      return endOf(exit, timedOut);
    }
  }

  @Override
  public void interrupt() {
    if (stopping.compareAndSet(false, true)) {
      control.say("{\"cancel\": true}");
      try {
        Thread.ofVirtual().name("dbt-grace").start(() -> {
          if (!dbt.endsWithin(grace)) {
            dbt.kill();
          }
        });
      } catch (RuntimeException | Error noThread) {
        // Nobody would see to it that the grace ends.
        dbt.kill();
      }
    }
  }

  @Override
  public void kill() {
    stopping.set(true);
    dbt.kill();
  }

  @Override
  public void mayGoOn(Duration untilInterrupt, Duration untilKill) {
    control.mayGoOn(untilInterrupt, untilKill);
  }

  /** A run that was done before it could be stopped is done. */
  private DbtEnd endOf(Exit exit, boolean timedOut) {
    Optional<RunnerEnd> end = lines.end().filter(told -> isBorneOut(told, exit));
    boolean stopped = !end.map(RunnerEnd::success).orElse(false);
    if (stopped && timedOut) {
      return new DbtEnd.TimedOut();
    }
    if (stopped && stopping.get()) {
      return new DbtEnd.Interrupted();
    }
    return end.map(told -> lines.judge(told, arguments)).orElseGet(() -> crashed(exit));
  }

  /** Users' code can write a last line, too. */
  private static boolean isBorneOut(RunnerEnd told, Exit exit) {
    return exit.equals(new Exit.Exited(told.exitCode()));
  }

  private DbtEnd crashed(Exit exit) {
    String lastWords = lines.lastWords();
    Optional<Shortage> shortage = shortageAt(exit, lastWords);
    if (shortage.isPresent()) {
      return new DbtEnd.Failed(new Failure(shortage.get().code(), shortage.get().advice(), lastWords));
    }
    String how = switch (exit) {
      case Exit.Signalled signalled when signalled.number() == KILLED -> "was killed by SIGKILL (often the system being out of memory)";
      case Exit.Signalled signalled -> "was killed by " + signalled.signal();
      case Exit.Exited(int code) -> "ended with exit code " + code + " before it was done";
      case Exit.StillRunning() -> "could not be killed";
    };
    FailureCode code = exit instanceof Exit.Signalled(int number) && number == KILLED ? FailureCode.RUNNER_OUT_OF_MEMORY : FailureCode.RUNNER_CRASHED;
    return new DbtEnd.Failed(new Failure(code,
        "dbt's process " + how + "; run it again, with fewer models when it stays.", lastWords));
  }

  /** A process that cannot have memory often breaks down by a signal of its own, and has said why. */
  private static Optional<Shortage> shortageAt(Exit exit, String lastWords) {
    return switch (exit) {
      case Exit.Signalled(int number) when number == SIGXFSZ -> Optional.of(Shortage.DISK);
      case Exit.Signalled(int number) when number != KILLED -> Shortage.in(lastWords);
      case Exit.Exited _ -> Shortage.in(lastWords);
      case Exit.Signalled _, Exit.StillRunning _ -> Optional.empty();
    };
  }
}
