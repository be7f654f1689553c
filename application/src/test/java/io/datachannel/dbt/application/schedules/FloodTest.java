package io.datachannel.dbt.application.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Projects that are due, all of which other copies of the service are at. */
class FloodTest {
  private final ScheduleFixture service = new ScheduleFixture();
  private final WorkSignal signal = new WorkSignal();
  private Supplier<List<OfProject>> due = List::of;

  @Test
  void moreThanATransactionTakesIsAFloodUntilTheOthersHaveFiredIt() {
    due = () -> projects(51);
    assertEquals(0, copy().tick());
    assertTrue(signal.isFlood());

    due = () -> projects(50);
    copy().tick();
    assertFalse(signal.isFlood());
  }

  @Test
  void whereNobodyKnowsWhatIsDueNothingIsHeldUp() {
    due = () -> projects(51);
    copy().tick();
    due = () -> {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "on purpose", null);
    };

    assertThrows(PortFailure.class, () -> copy().tick());

    assertFalse(signal.isFlood());
  }

  private FireSchedules copy() {
    OfferRun offer = new OfferRun(service.runs.slots(4), service.runs, 1, new DirectUnitOfWork(), signal);
    return new FireSchedules(dueSchedules(), new FireProjects(new HeldByOthers(), service.loads,
        service.queue(offer, service.runs.waiting()), InstantSource.fixed(Instant.EPOCH)),
        new DirectUnitOfWork(), InstantSource.fixed(Instant.EPOCH), signal, new Random(1));
  }

  private DueSchedules dueSchedules() {
    return new DueSchedules() {
      @Override
      public List<OfProject> due(Instant now, int limit) {
        return due.get();
      }

      @Override
      public Optional<Instant> next() {
        return Optional.empty();
      }

      @Override
      public Optional<Project> lock(OfProject project) {
        return Optional.empty();
      }

      @Override
      public List<OfProject> waitingFor(AccountId account, PipelineId pipeline) {
        return List.of();
      }

      @Override
      public void wake(OfProject project, PipelineId pipeline, Instant at) {
        throw new AssertionError("nothing waits");
      }
    };
  }

  private static List<OfProject> projects(int number) {
    return IntStream.rangeClosed(1, number).mapToObj(id -> new OfProject(new AccountId(1), new ProjectId(id))).toList();
  }

  private static final class HeldByOthers implements DueProjects {
    @Override
    public List<DueProject> lock(List<OfProject> projects) {
      return List.of();
    }

    @Override
    public void keep(List<FiringRecord> firings, List<ScheduleRecord> plans) {
      throw new AssertionError("nothing was fired");
    }
  }
}
