package io.datachannel.dbt.domain.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AfterPipelinesTest {
  private static final PipelineId ORDERS = new PipelineId(1);
  private static final PipelineId PAYMENTS = new PipelineId(2);
  private static final PipelineId ANOTHER = new PipelineId(3);
  private static final Instant LAST_RUN = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-01T11:00:00Z");
  private static final Instant LATEST = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void afterAnyOfItsPipelinesOneLoadIsEnough() {
    assertEquals(Optional.of(LATER), after(Quorum.ANY).due(Map.of(ORDERS, LATER, PAYMENTS, LAST_RUN), LAST_RUN));
  }

  @Test
  void afterAllOfThemEachMustHaveLoadedSinceTheLastRun() {
    assertEquals(Optional.empty(), after(Quorum.ALL).due(Map.of(ORDERS, LATER), LAST_RUN));
    assertEquals(Optional.empty(), after(Quorum.ALL).due(Map.of(ORDERS, LATER, PAYMENTS, LAST_RUN), LAST_RUN));
    assertEquals(Optional.of(LATEST), after(Quorum.ALL).due(Map.of(ORDERS, LATEST, PAYMENTS, LATER), LAST_RUN));
  }

  @Test
  void severalLoadsAreOneFiringAndHaveHadItThen() {
    Map<PipelineId, Instant> loads = Map.of(ORDERS, LATER, PAYMENTS, LATEST);

    assertEquals(Optional.of(LATEST), after(Quorum.ANY).due(loads, LAST_RUN));
    assertEquals(Optional.empty(), after(Quorum.ANY).due(loads, LATEST));
  }

  @Test
  void otherPipelinesDoNotMatter() {
    assertEquals(Optional.empty(), after(Quorum.ANY).due(Map.of(ANOTHER, LATEST), LAST_RUN));
  }

  private static AfterPipelines after(Quorum quorum) {
    return new AfterPipelines(Set.of(ORDERS, PAYMENTS), quorum);
  }
}
