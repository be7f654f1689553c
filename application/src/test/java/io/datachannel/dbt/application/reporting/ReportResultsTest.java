package io.datachannel.dbt.application.reporting;

import static io.datachannel.dbt.application.reporting.ReportingFixture.NOW;
import static io.datachannel.dbt.application.reporting.ReportingFixture.PIPELINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much a reporter may tell of one run, which is read whole. */
class ReportResultsTest {
  private final ReportingFixture given = new ReportingFixture();
  private final RunId run = given.running();

  @Test
  void fiveThousandErrorsAreTakenAndNoMore() {
    for (int number = 0; number < 5_000; number++) {
      error("line " + number);
    }

    assertRefused(() -> error("one more"));
  }

  @Test
  void twentyThousandNodesAreTakenAgainAndAgainAndNoMore() {
    for (int part = 0; part < 20; part++) {
      nodes(part * 1_000, "error");
    }
    nodes(0, "error");

    assertRefused(() -> nodes(19_001, "error"));
  }

  @Test
  void fewLongTextsAreTooMuchToo() {
    error("x".repeat(16 * 1024 * 1024));

    assertRefused(() -> error("x"));
  }

  /** Each failed node gets an error row at the end, which nobody reads by the thousand; more may be reported behind it. */
  @Test
  void theEndAddsAThousandErrorsAndLeavesRoomForOthers() {
    nodes(0, "error");
    nodes(1_000, "error");

    given.end(run, RunStatus.FAILED);

    assertEquals(1_000, given.errors(run).size());
    error("one more");
    assertEquals(1_001, given.errors(run).size());
  }

  private void error(String message) {
    given.reportResults.error(PIPELINE, run, RunError.ofRun(Failure.of(FailureCode.RUNNER_CRASHED, message)));
  }

  private void nodes(int first, String dbtStatus) {
    given.reportResults.nodes(PIPELINE, run, IntStream.range(first, first + 1_000).mapToObj(number -> new NodeResult("model.shop.m" + number,
        "model", "m" + number, dbtStatus, Optional.of(NOW), Duration.ofMillis(20), OptionalLong.empty(), "", "")).toList());
  }

  private static void assertRefused(Runnable report) {
    assertEquals(FailureCode.TOO_MANY_RESULTS, assertThrows(Rejected.class, report::run).failure().code());
  }
}
