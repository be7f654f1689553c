package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Turns whatever ended a piece of work into the failure that is recorded. */
public final class Failures {
  private Failures() {}

  public static Failure of(RuntimeException thrown) {
    return switch (thrown) {
      case StepFailure step -> step.failure();
      case PortFailure port -> new Failure(port.code(), port.getMessage(), traceOf(port));
      default -> new Failure(FailureCode.INTERNAL_ERROR,
          "The service failed at this, not the project: " + thrown.getClass().getSimpleName()
              + ". Try again; if it stays, tell the operator the id and the time.", traceOf(thrown));
    };
  }

  private static String traceOf(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
