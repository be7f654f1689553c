package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** Turns whatever ended a piece of work into the failure that is recorded. */
public final class Failures {
  private static final List<String> DISK_FULL = List.of("No space left on device", "Disk quota exceeded", "File too large");

  private Failures() {}

  /** Of an exception, or of an error that is over when its stack is unwound: one of the stack, or of memory. */
  public static Failure of(Throwable thrown) {
    return switch (thrown) {
      case StepFailure step -> step.failure();
      case RuntimeException full when isOfAFullDisk(full) -> new Failure(FailureCode.RUNNER_DISK_FULL,
          "The service could not write the files of this work, since its disk is full. Tell the operator, and try again later.", traceOf(full));
      case PortFailure port -> new Failure(port.code(), port.getMessage(), traceOf(port));
      default -> new Failure(FailureCode.INTERNAL_ERROR,
          "The service failed at this, not the project: " + thrown.getClass().getSimpleName()
              + ". Try again; if it stays, tell the operator the id and the time.", traceOf(thrown));
    };
  }

  /** In the system's words; the JDK has no exception of its own for it. A database whose disk is full says so as a database. */
  private static boolean isOfAFullDisk(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).filter(IOException.class::isInstance)
        .map(cause -> String.valueOf(cause.getMessage())).anyMatch(said -> DISK_FULL.stream().anyMatch(said::contains));
  }

  private static String traceOf(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
