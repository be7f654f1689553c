package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link DueSchedules} does. */
public abstract class DueSchedulesContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123456Z");
  private static final PipelineId ORDERS = new PipelineId(41);
  private static final PipelineId REFUNDS = new PipelineId(42);
  private static final Cadence AFTER = new Cadence.AfterPipelines(Set.of(ORDERS, REFUNDS), Quorum.ALL);

  protected abstract DueSchedules due();

  protected abstract Schedules schedules();

  protected abstract Projects projects();

  protected abstract ProjectId aProject(AccountId account);

  private static OfProject of(ProjectId project) {
    return new OfProject(OURS, project);
  }

  private Optional<Instant> nextFireAt(ProjectId project, ScheduleId id) {
    return schedules().find(OURS, project, id).orElseThrow().nextFireAt();
  }

  @Test
  public void projectsAreDueOnceTheLongestFirst() {
    ProjectId later = aProject(OURS);
    ProjectId first = aProject(OURS);
    schedules().add(aSchedule().of(later).due(NOW).fresh());
    schedules().add(aSchedule().of(first).on("a").due(NOW.minusSeconds(60)).fresh());
    schedules().add(aSchedule().of(first).on("b").due(NOW).fresh());
    schedules().add(aSchedule().of(aProject(OURS)).due(NOW.plusNanos(1000)).fresh());
    schedules().add(aSchedule().of(aProject(OURS)).paused().fresh());

    assertEquals(List.of(of(first), of(later)), due().due(NOW, 10));
    assertEquals(Optional.of(NOW.minusSeconds(60)), due().next());
    assertEquals(List.of(of(first)), due().due(NOW, 1));
  }

  @Test
  public void nothingIsNextWhereNothingIsPlanned() {
    schedules().add(aSchedule().of(aProject(OURS)).paused().fresh());
    assertEquals(Optional.empty(), due().next());
  }

  @Test
  public void aProjectIsLockedUnderItsAccount() {
    ProjectId project = aProject(OURS);

    assertEquals(projects().find(OURS, project), due().lock(of(project)));
    assertEquals(Optional.empty(), due().lock(new OfProject(ANOTHER, project)));
  }

  @Test
  public void aLoadWakesTheActiveSchedulesThatWaitForIt() {
    ProjectId project = aProject(OURS);
    ScheduleId waiting = schedules().add(aSchedule().of(project).firing(AFTER).paused().fresh());
    ScheduleId active = schedules().add(aSchedule().of(project).on("a").firing(AFTER).due(NOW.plusSeconds(9)).fresh());
    ScheduleId byTheClock = schedules().add(aSchedule().of(project).on("b").fresh());
    Optional<Instant> before = nextFireAt(project, byTheClock);

    assertEquals(List.of(of(project)), due().waitingFor(OURS, REFUNDS));
    due().wake(of(project), REFUNDS, NOW);

    assertEquals(Optional.of(NOW), nextFireAt(project, active));
    assertEquals(Optional.empty(), nextFireAt(project, waiting));
    assertEquals(before, nextFireAt(project, byTheClock));
  }

  @Test
  public void nothingWaitsForAnotherPipelineOrInAnotherAccountOrInAPausedProject() {
    ProjectId project = aProject(OURS);
    schedules().add(aSchedule().of(project).firing(AFTER).fresh());

    assertEquals(List.of(), due().waitingFor(OURS, new PipelineId(43)));
    assertEquals(List.of(), due().waitingFor(ANOTHER, ORDERS));
    assertEquals(List.of(of(project)), due().waitingFor(OURS, ORDERS));
    projects().update(projects().find(OURS, project).orElseThrow().in(ProjectStatus.PAUSED));
    assertEquals(List.of(), due().waitingFor(OURS, ORDERS));
  }
}
