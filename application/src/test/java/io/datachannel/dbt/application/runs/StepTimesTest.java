package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.runs.RunTimeline.Span;
import io.datachannel.dbt.application.runs.RunTimeline.Step;
import io.datachannel.dbt.application.execution.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepTimesTest {
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;
  private RunFixture fixture;
  private SettableClock steady;
  private StepTimes times;

  @BeforeEach
  void aRunThatWaitedForASecond() {
    fixture = new RunFixture(folder);
    steady = fixture.clock;
    fixture.queued();
    fixture.clock.advance(Duration.ofSeconds(1));
    ClaimedRun claimed = fixture.claimed().orElseThrow();
    steady.advance(Duration.ofMillis(5));
    times = StepTimes.of(claimed, new RunTime(fixture.clock, steady, fixture.pause));
  }

  private List<Span> spans() {
    return times.soFar().spans();
  }

  @Test
  void theWayIntoTheQueueAndOutOfItComesFirst() {
    assertEquals(List.of(
        new Span(Step.QUEUED, TEN, Duration.ofSeconds(1), Optional.empty()),
        new Span(Step.CLAIM, TEN.plusSeconds(1), Duration.ofMillis(5), Optional.empty())), spans());
  }

  @Test
  void aStepInsideOfAnotherIsPartOfIt() {
    String result = times.measure(Step.PARSE, () -> {
      steady.advance(Duration.ofMillis(1));
      return times.measure(Step.PARSE, () -> {
        steady.advance(Duration.ofMillis(2));
        return "parsed";
      });
    });

    assertEquals("parsed", result);
    assertEquals(new Span(Step.PARSE, TEN.plusMillis(1005), Duration.ofMillis(3), Optional.empty()), spans().getLast());
    assertEquals(3, spans().size());
  }

  @Test
  void aStepThatFailsTookItsTime() {
    assertThrows(IllegalStateException.class, () -> times.during(Step.CHECKOUT, () -> {
      steady.advance(Duration.ofMillis(7));
      throw new IllegalStateException("on purpose");
    }));

    assertEquals(Duration.ofMillis(7), spans().getLast().took());
  }

  @Test
  void theFirstNodeOfAStepIsTold() {
    times.nodeBegan();
    times.during(Step.DBT, () -> {
      steady.advance(Duration.ofMillis(300));
      times.nodeBegan();
      steady.advance(Duration.ofMillis(100));
      times.nodeBegan();
    });

    assertEquals(new Span(Step.DBT, TEN.plusMillis(1005), Duration.ofMillis(400), Optional.of(Duration.ofMillis(300))), spans().getLast());
  }

  @Test
  void workThatBeginsAnewForgetsItsSteps() {
    times.during(Step.CHECKOUT, () -> { });
    times.beginAnew();

    assertEquals(List.of(Step.QUEUED, Step.CLAIM), spans().stream().map(Span::step).toList());
  }
}
