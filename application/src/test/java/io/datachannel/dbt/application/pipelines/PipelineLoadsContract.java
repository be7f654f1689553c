package io.datachannel.dbt.application.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link PipelineLoads} does. */
public abstract class PipelineLoadsContract {
  private static final Caller WE = new Caller(new AccountId(1), new UserId(1), Role.SERVICE);
  private static final Caller THEY = new Caller(new AccountId(2), new UserId(2), Role.SERVICE);
  private static final Instant LOADED = Instant.parse("2026-03-01T10:00:00.123456Z");
  private static final Instant REPORTED = LOADED.plusSeconds(2);

  protected abstract PipelineLoads loads();

  protected abstract Pipelines pipelines();

  /** A new pipeline of the account. */
  protected abstract PipelineId pipeline(AccountId owner);

  @Test
  public void aLoadIsKeptAsItWasReported() {
    PipelineId pipeline = pipeline(WE.account());

    PipelineLoad load = loads().add(WE, pipeline, LOADED, REPORTED).orElseThrow();

    assertEquals(new PipelineLoad(load.id(), pipeline, LOADED, REPORTED), load);
    assertEquals(Optional.of(load), loads().latest(WE.account(), pipeline));
  }

  @Test
  public void theLatestIsTheOneReportedLast() {
    PipelineId pipeline = pipeline(WE.account());
    PipelineLoad first = loads().add(WE, pipeline, LOADED, REPORTED).orElseThrow();
    PipelineLoad second = loads().add(WE, pipeline, LOADED.minusSeconds(60), REPORTED).orElseThrow();
    loads().add(WE, pipeline(WE.account()), LOADED, REPORTED);

    assertEquals(1, Long.compare(second.id(), first.id()));
    assertEquals(Optional.of(second), loads().latest(WE.account(), pipeline));
  }

  @Test
  public void anAccountKnowsItsOwnPipelines() {
    PipelineId ours = pipeline(WE.account());
    PipelineId theirs = pipeline(THEY.account());

    assertEquals(Set.of(ours), pipelines().known(WE.account(), List.of(ours, theirs, new PipelineId(987_654))));
    assertEquals(Set.of(), pipelines().known(WE.account(), List.of()));
  }

  @Test
  public void aPipelineThatIsUnknownOrOfAnotherAccountHasNone() {
    PipelineId theirs = pipeline(THEY.account());

    assertEquals(Optional.empty(), loads().add(WE, theirs, LOADED, REPORTED));
    assertEquals(Optional.empty(), loads().add(WE, new PipelineId(987_654), LOADED, REPORTED));
    assertEquals(Optional.empty(), loads().latest(THEY.account(), theirs));
    loads().add(THEY, theirs, LOADED, REPORTED);
    assertEquals(Optional.empty(), loads().latest(WE.account(), theirs));
  }
}
