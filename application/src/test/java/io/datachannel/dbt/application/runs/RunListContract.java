package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.FIRST_LEASE;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.reporting.NewReportedRun;
import io.datachannel.dbt.application.reporting.ReportedRuns;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunFilter.Carrier;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Runs} lets through which filter. */
public abstract class RunListContract {
  private static final AccountId OURS = new AccountId(1);
  private static final ProjectId SHOP = new ProjectId(7);
  private static final ProjectId STORE = new ProjectId(8);
  private static final String COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8";
  private static final NodeTally TALLY = new NodeTally(1, 0, 1, 0, 0);

  protected abstract RunStore store();

  protected abstract ReportedRuns reported();

  @Test
  public void eachFilterLetsItsRunsThrough() {
    RunId queued = add(aRun().of(SHOP));
    RunId scheduled = add(aRun().of(SHOP).scheduled());
    RunId tests = add(aRun().of(STORE).doing(DbtCommand.TEST));
    RunId elsewhere = reported().add(new NewReportedRun(
        OURS, SHOP, aRun().order(), QUEUED_AT, new CarriedOutBy.Reporter(Optional.of("nightly")))).id();
    start(scheduled);
    store().ledger().recordCommit(scheduled, FIRST_LEASE, COMMIT);
    add(aRun().in(new AccountId(2)).of(SHOP).scheduled());

    assertEquals(List.of(elsewhere, tests, scheduled, queued), ids(RunFilter.ALL));
    assertEquals(List.of(elsewhere, scheduled, queued), ids(RunFilter.ALL.of(SHOP)));
    assertEquals(List.of(scheduled), ids(filter(Set.of(RunStatus.RUNNING))));
    assertEquals(List.of(scheduled), ids(filter(Set.of(), RunType.SCHEDULED)));
    assertEquals(List.of(tests), ids(filter(DbtCommand.TEST)));
    assertEquals(List.of(elsewhere), ids(filter(Carrier.REPORTER)));
    assertEquals(List.of(tests, scheduled, queued), ids(filter(Carrier.SERVICE)));
    assertEquals(List.of(scheduled), ids(ofCommit(COMMIT)));
    assertEquals(List.of(), ids(ofCommit(COMMIT.toUpperCase())));
    assertEquals(List.of(), ids(filter(Set.of(RunStatus.FAILED))));
  }

  @Test
  public void allFiltersHoldAtOnce() {
    RunId wanted = add(aRun().of(SHOP).scheduled().doing(DbtCommand.RUN).queuedAt(QUEUED_AT));
    add(aRun().of(STORE).scheduled().doing(DbtCommand.RUN));
    add(aRun().of(SHOP).doing(DbtCommand.RUN));
    add(aRun().of(SHOP).scheduled());
    add(aRun().of(SHOP).scheduled().doing(DbtCommand.RUN).queuedAt(QUEUED_AT.plusSeconds(60)));

    RunFilter all = new RunFilter(Optional.of(SHOP), Set.of(RunStatus.QUEUED, RunStatus.FAILED), Optional.of(RunType.SCHEDULED),
        Optional.of(DbtCommand.RUN), Optional.of(Carrier.SERVICE), Optional.empty(), window(QUEUED_AT, QUEUED_AT.plusSeconds(60)));
    assertEquals(List.of(wanted), ids(all));
  }

  @Test
  public void severalStatusesComeTogetherNewestFirstPageByPage() {
    List<RunId> wanted = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      wanted.addFirst(end(new RunState.Cancelled(FINISHED_AT)));
      end(new RunState.Successful(FINISHED_AT, TALLY));
      wanted.addFirst(end(new RunState.PartiallySuccessful(FINISHED_AT, TALLY)));
    }
    RunFilter filter = filter(Set.of(RunStatus.CANCELLED, RunStatus.PARTIAL_SUCCESS));

    assertEquals(wanted, ids(filter));
    assertEquals(wanted.subList(0, 4), ids(filter, new Page(0, 4)));
    assertEquals(wanted.subList(4, 6), ids(filter, new Page(wanted.get(3).value(), 4)));
  }

  @Test
  public void aWindowHoldsItsBeginAndNotItsEnd() {
    RunId first = add(aRun().queuedAt(QUEUED_AT));
    RunId second = add(aRun().queuedAt(QUEUED_AT.plusSeconds(60)));
    // Reported later than it began, so that ids and instants do not go together.
    RunId early = reported().add(new NewReportedRun(
        OURS, SHOP, aRun().order(), QUEUED_AT.minusSeconds(60), new CarriedOutBy.Reporter(Optional.empty()))).id();

    assertEquals(List.of(second, first), ids(filter(new TimeWindow(Optional.of(QUEUED_AT), Optional.empty()))));
    assertEquals(List.of(early, first), ids(filter(new TimeWindow(Optional.empty(), Optional.of(QUEUED_AT.plusSeconds(60))))));
    assertEquals(List.of(first), ids(filter(window(QUEUED_AT, QUEUED_AT.plusSeconds(60)))));
    assertEquals(List.of(first), ids(filter(window(QUEUED_AT.minusSeconds(60), QUEUED_AT.plusSeconds(60))), new Page(early.value(), 5)));
  }

  @Test
  public void aWindowOfMoreRunsThanAreSortedIsPagedAlike() {
    List<RunId> all = new ArrayList<>();
    store().unitOfWork().inTransaction(() -> {
      for (int run = 0; run < 2050; run++) {
        all.addFirst(add(aRun().queuedAt(QUEUED_AT.plusSeconds(run))));
      }
      return all.size();
    });
    RunFilter filter = filter(window(QUEUED_AT.plusSeconds(10), QUEUED_AT.plusSeconds(2040)));

    assertEquals(all.subList(10, 210), ids(filter, new Page(0, 200)));
    assertEquals(all.subList(210, 220), ids(filter, new Page(all.get(209).value(), 10)));
    assertEquals(all.subList(2035, 2040), ids(filter, new Page(all.get(2034).value(), 10)));
  }

  @Test
  public void nothingOfAWideWindowIsMissedOrShownTwiceWhereIdsAndInstantsDisagree() {
    TimeWindow window = window(QUEUED_AT, QUEUED_AT.plus(Duration.ofDays(20)));
    List<RunId> wanted = new ArrayList<>();
    RunId queuedAgain = add(aRun().queuedAt(QUEUED_AT.minus(Duration.ofDays(300))));
    wanted.add(queuedAgain);
    store().unitOfWork().inTransaction(() -> {
      for (int run = 0; run < 2300; run++) {
        Instant shuffled = QUEUED_AT.plus(Duration.ofMinutes(run * 37 % 2300 * 14));
        RunId id = add(aRun().queuedAt(shuffled));
        if (window.contains(shuffled)) {
          wanted.addFirst(id);
        }
      }
      return wanted.size();
    });
    add(aRun().queuedAt(QUEUED_AT.plus(Duration.ofDays(30))));
    wanted.addFirst(reported().add(new NewReportedRun(
        OURS, SHOP, aRun().order(), QUEUED_AT.plus(Duration.ofDays(5)), new CarriedOutBy.Reporter(Optional.empty()))).id());
    add(aRun().queuedAt(QUEUED_AT.plus(Duration.ofDays(31))));
    start(queuedAgain);
    store().move(queuedAgain, new RunState.Queued(QUEUED_AT.plus(Duration.ofDays(3))));

    assertEquals(wanted, idsPageByPage(filter(window)));
    assertEquals(wanted, idsPageByPage(filter(Set.of(RunStatus.QUEUED, RunStatus.FAILED), window)));
    assertEquals(List.of(), idsPageByPage(filter(Set.of(RunStatus.RUNNING), window)));
    TimeWindow since = new TimeWindow(Optional.of(QUEUED_AT.plus(Duration.ofDays(30))), Optional.empty());
    assertEquals(2, idsPageByPage(filter(since)).size());
  }

  private RunId add(RunBuilder run) {
    return store().runs().add(run.fresh());
  }

  private void start(RunId run) {
    store().move(run, new RunState.Running(STARTED_AT, FIRST_LEASE));
  }

  private RunId end(RunState.Final end) {
    RunId run = add(aRun());
    start(run);
    store().move(run, end);
    return run;
  }

  private static TimeWindow window(Instant from, Instant until) {
    return new TimeWindow(Optional.of(from), Optional.of(until));
  }

  private static RunFilter filter(Set<RunStatus> statuses) {
    return new RunFilter(
        Optional.empty(), statuses, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), TimeWindow.OPEN);
  }

  private static RunFilter filter(Set<RunStatus> statuses, RunType type) {
    return new RunFilter(
        Optional.empty(), statuses, Optional.of(type), Optional.empty(), Optional.empty(), Optional.empty(), TimeWindow.OPEN);
  }

  private static RunFilter filter(DbtCommand command) {
    return new RunFilter(
        Optional.empty(), Set.of(), Optional.empty(), Optional.of(command), Optional.empty(), Optional.empty(), TimeWindow.OPEN);
  }

  private static RunFilter filter(Carrier carrier) {
    return new RunFilter(
        Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.of(carrier), Optional.empty(), TimeWindow.OPEN);
  }

  private static RunFilter ofCommit(String commit) {
    return new RunFilter(
        Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(commit), TimeWindow.OPEN);
  }

  private static RunFilter filter(TimeWindow window) {
    return new RunFilter(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), window);
  }

  private static RunFilter filter(Set<RunStatus> statuses, TimeWindow window) {
    return new RunFilter(Optional.empty(), statuses, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), window);
  }

  private List<RunId> idsPageByPage(RunFilter filter) {
    List<RunId> all = new ArrayList<>();
    List<RunId> page = ids(filter, new Page(0, 200));
    while (!page.isEmpty()) {
      all.addAll(page);
      page = ids(filter, new Page(page.getLast().value(), 200));
    }
    return all;
  }

  private List<RunId> ids(RunFilter filter) {
    return ids(filter, new Page(0, 50));
  }

  private List<RunId> ids(RunFilter filter, Page page) {
    return store().runs().list(OURS, filter, page).stream().map(found -> found.run().id()).toList();
  }
}
