package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.schedules.DueSchedules;
import io.datachannel.dbt.application.schedules.DueSchedulesContract;
import io.datachannel.dbt.application.schedules.FakeCronReader;
import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlDueSchedulesTest extends DueSchedulesContract {
  @Override
  protected DueSchedules due() {
    return new MySqlDueSchedules(TestDatabase.database());
  }

  @Override
  protected Schedules schedules() {
    return new MySqlSchedules(TestDatabase.database(), new FakeCronReader());
  }

  @Override
  protected Projects projects() {
    return new MySqlProjects(TestDatabase.database());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }

  @Test
  void aProjectThatSomeoneElseHoldsIsNotWaitedFor() {
    DueSchedules.OfProject project = new DueSchedules.OfProject(OURS, aProject(OURS));
    MySqlUnitOfWork work = new MySqlUnitOfWork(TestDatabase.database());

    boolean got = work.inTransaction(() -> {
      projects().lock(OURS, project.project());
      return CompletableFuture.supplyAsync(() -> work.inTransaction(() -> due().lock(project).isPresent())).join();
    });

    assertEquals(false, got);
    assertTrue(work.inTransaction(() -> due().lock(project).isPresent()));
  }

  @Test
  void theClockOfTheDatabaseGoesOnInUtc() {
    DatabaseClock clock = new DatabaseClock(TestDatabase.database());
    Instant first = clock.instant();
    Duration off = Duration.between(first, TestDatabase.database().session().one(
        new Sql("test.epoch", "select unix_timestamp(now(6)) as seconds"), new Values(), row -> row.decimal("seconds"))
        .map(seconds -> Instant.ofEpochMilli(seconds.movePointRight(3).longValue())).orElseThrow());

    assertTrue(off.abs().compareTo(Duration.ofSeconds(5)) < 0, off::toString);
    assertTrue(!clock.instant().isBefore(first));
  }
}
