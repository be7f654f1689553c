package io.datachannel.dbt.application.activity;

import static io.datachannel.dbt.application.projects.ModelBuilder.aModel;
import static io.datachannel.dbt.application.projects.ModelBuilder.aSeed;
import static io.datachannel.dbt.application.projects.ModelBuilder.aTest;
import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.FIRST_LEASE;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.activity.ProjectActivity.LastRefresh;
import io.datachannel.dbt.application.activity.ProjectActivity.LastRun;
import io.datachannel.dbt.application.activity.ProjectActivity.NextFiring;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.Refreshes;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.schedules.ScheduleBuilder;
import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ProjectActivities} tells. */
public abstract class ProjectActivitiesContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final String COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8";
  private static final Instant MORNING = Instant.parse("2026-03-02T06:00:00Z");
  private static final Instant ASKED_AT = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir
  Path folder;
  private ProjectId project;

  protected abstract ProjectActivities activities();

  /** What is told of, over the same rows. */
  protected abstract RunStore store();

  protected abstract Schedules schedules();

  protected abstract ModelCatalog catalog();

  protected abstract Refreshes refreshes();

  protected abstract ProjectId aProject(AccountId account);

  @BeforeEach
  public void aProject() {
    project = aProject(OURS);
  }

  @Test
  public void ofANewProjectThereIsNothingToTell() {
    assertEquals(List.of(nothingOf(project)), activities().of(OURS, List.of(project)));
  }

  @Test
  public void theLastTwentyRunsOfEachProjectComeNewestFirst() {
    ProjectId other = aProject(OURS);
    List<RunId> newestFirst = new ArrayList<>();
    for (int run = 0; run < 22; run++) {
      newestFirst.addFirst(store().runs().add(aRun().of(project).fresh()));
      if (run == 10) {
        store().runs().add(aRun().of(other).scheduled().doing(DbtCommand.TEST).fresh());
      }
    }

    List<ProjectActivity> both = activities().of(OURS, List.of(other, project));

    assertEquals(List.of(other, project), both.stream().map(ProjectActivity::project).toList());
    assertEquals(newestFirst.subList(0, 20), both.getLast().lastRuns().stream().map(LastRun::id).toList());
    assertEquals(22, both.getLast().underWay());
    LastRun onlyOne = both.getFirst().lastRuns().getFirst();
    assertEquals(new LastRun(onlyOne.id(), RunStatus.QUEUED, RunType.SCHEDULED, DbtCommand.TEST, QUEUED_AT, Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty()), onlyOne);
  }

  @Test
  public void aRunIsToldWithWhatCameOfIt() {
    RunId run = store().runs().add(aRun().of(project).fresh());
    store().move(run, new RunState.Running(STARTED_AT, FIRST_LEASE));
    store().ledger().recordCommit(run, FIRST_LEASE, COMMIT);
    assertEquals(1, told().underWay());

    store().move(run, new RunState.PartiallySuccessful(FINISHED_AT, new NodeTally(4, 0, 3, 1, 0)));

    assertEquals(List.of(new LastRun(run, RunStatus.PARTIAL_SUCCESS, RunType.MANUAL, DbtCommand.BUILD, QUEUED_AT, Optional.of(STARTED_AT),
        Optional.of(FINISHED_AT), Optional.of(COMMIT), Optional.of(3))), told().lastRuns());
    assertEquals(0, told().underWay());
  }

  @Test
  public void theFirstOfThePlannedFiringsIsTheNext() {
    add(aSchedule().on("model.shop.a").setAs(1).due(MORNING.plusSeconds(60)));
    ScheduleId first = add(aSchedule().on("model.shop.b").setAs(2).due(MORNING));
    add(aSchedule().on("model.shop.c").setAs(3).paused());
    schedules().add(aSchedule().of(aProject(OURS)).due(MORNING.minusSeconds(60)).fresh());

    assertEquals(Optional.of(new NextFiring(first, MORNING)), told().nextFiring());
  }

  @Test
  public void aScheduleThatALaterOneOnAllModelsOverridesIsPassedOver() {
    add(aSchedule().on("model.shop.a").setAs(1).due(MORNING));
    ScheduleId whole = add(aSchedule().setAs(2).due(MORNING.plusSeconds(120)));
    assertEquals(Optional.of(new NextFiring(whole, MORNING.plusSeconds(120))), told().nextFiring());

    ScheduleId later = add(aSchedule().on("model.shop.b").setAs(3).due(MORNING.plusSeconds(60)));

    assertEquals(Optional.of(new NextFiring(later, MORNING.plusSeconds(60))), told().nextFiring());
  }

  @Test
  public void aPausedScheduleOnAllModelsKeepsThem() {
    add(aSchedule().on("model.shop.a").setAs(1).due(MORNING));
    add(aSchedule().setAs(2).paused());

    assertEquals(Optional.empty(), told().nextFiring());
  }

  @Test
  public void modelsAreCountedAndAreOfTheCommitThatWasListedLast() throws IOException {
    RefreshId kept = refresh(RefreshState.SUCCESSFUL, Optional.empty());
    Path manifest = Files.writeString(folder.resolve("manifest.json"), "{}");
    catalog().replace(project, new ManifestStamp("0".repeat(64)), ModelCatalog.Manifest.at(manifest),
        List.of(aModel("orders").build(), aModel("customers").build(), aSeed("raw_orders").build(), aTest("not_null").build()));

    assertEquals(Optional.of(2), told().models());
    assertEquals(Optional.of(COMMIT), told().listedCommit());
    assertEquals(Optional.of(new LastRefresh(kept, RefreshState.SUCCESSFUL, Optional.empty(), ASKED_AT.plusSeconds(30))),
        told().lastRefresh());
  }

  @Test
  public void aRefreshThatFailedLeavesTheModelsAsTheyWere() {
    refresh(RefreshState.SUCCESSFUL, Optional.empty());
    RefreshId failed = refresh(RefreshState.FAILED, Optional.of(Failure.of(FailureCode.PARSE_FAILED, "Mend it.")));

    assertEquals(Optional.of(new LastRefresh(failed, RefreshState.FAILED, Optional.of(FailureCode.PARSE_FAILED), ASKED_AT.plusSeconds(30))),
        told().lastRefresh());
    assertEquals(Optional.of(COMMIT), told().listedCommit());
    assertEquals(Optional.of(0), told().models());

    RefreshId waiting = refreshes().add(OURS, project, ASKED_AT.plusSeconds(60));
    assertEquals(Optional.of(new LastRefresh(waiting, RefreshState.QUEUED, Optional.empty(), ASKED_AT.plusSeconds(60))),
        told().lastRefresh());
  }

  @Test
  public void anotherAccountsProjectsAreLeftOut() {
    ProjectId foreign = aProject(ANOTHER);
    store().runs().add(aRun().of(project).fresh());

    assertEquals(List.of(project), activities().of(OURS, List.of(foreign, project)).stream().map(ProjectActivity::project).toList());
    assertEquals(List.of(nothingOf(foreign)), activities().of(ANOTHER, List.of(foreign, project)));
    assertEquals(List.of(), activities().of(OURS, List.of()));
  }

  @Test
  public void aPageMayHoldManyProjects() {
    List<ProjectId> many = new ArrayList<>();
    for (int number = 0; number < 120; number++) {
      many.add(aProject(OURS));
      store().runs().add(aRun().of(many.getLast()).fresh());
    }

    List<ProjectActivity> all = activities().of(OURS, many);

    assertEquals(many, all.stream().map(ProjectActivity::project).toList());
    all.forEach(one -> assertEquals(1, one.lastRuns().size()));
  }

  private ProjectActivity told() {
    return activities().of(OURS, List.of(project)).getFirst();
  }

  private static ProjectActivity nothingOf(ProjectId id) {
    return new ProjectActivity(id, List.of(), Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private ScheduleId add(ScheduleBuilder schedule) {
    return schedules().add(schedule.of(project).fresh());
  }

  private RefreshId refresh(RefreshState end, Optional<Failure> failure) {
    refreshes().add(OURS, project, ASKED_AT);
    ClaimedRefresh claimed = refreshes().claim("copy-a", Duration.ofHours(1)).orElseThrow();
    RefreshId id = claimed.refresh().id();
    refreshes().save(new Refresh(id, OURS, project, end, "PARSE", Optional.of(end == RefreshState.SUCCESSFUL ? COMMIT : "0123abcd"), failure,
        ASKED_AT, Optional.of(ASKED_AT.plusSeconds(30))), claimed.lease());
    return id;
  }
}
