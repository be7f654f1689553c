package io.datachannel.dbt.application.reporting;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachannel.dbt.application.reporting.ReportedRuns.Added;
import io.datachannel.dbt.application.reporting.ReportedRuns.Recorded;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.AccountSlots;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ReportedRuns} does, and that the queue of the service leaves them alone. */
public abstract class ReportedRunsContract {
  private static final AccountId OURS = new AccountId(1);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Lease REPORTER = new Lease("reporter, user 7", 1);

  protected abstract RunStore store();

  protected abstract ReportedRuns reported();

  @Test
  public void itIsARunLikeOthersAndSaysWhoCarriesItOut() {
    NewReportedRun asked = aReport(OURS, "nightly-5");

    RunId id = reported().add(asked).id();

    RunRecord found = store().runs().find(OURS, id).orElseThrow();
    assertEquals(new Run(id, OURS, new ProjectId(1), asked.order(), new RunState.Queued(QUEUED_AT), asked.reporter()), found.run());
    assertEquals(List.of(found), store().runs().list(OURS, RunFilter.ALL, new Page(0, 10)));
    assertEquals(Optional.of(found.run()), store().unitOfWork().inTransaction(() -> store().runs().lock(id)));
  }

  @Test
  public void itIsNeverCountedInItsAccountsSlot() {
    RunId id = reported().add(aReport(OURS, "nightly-5")).id();
    assertEquals(new AccountSlots.Slot(0, 0, 4), store().slot(OURS));

    store().move(id, new RunState.Running(QUEUED_AT, REPORTER));
    assertEquals(new AccountSlots.Slot(0, 0, 4), store().slot(OURS));

    store().move(id, new RunState.Cancelled(QUEUED_AT.plusSeconds(9)));
    assertEquals(new AccountSlots.Slot(0, 0, 4), store().slot(OURS));
    assertFalse(store().unitOfWork().inTransaction(() -> store().slots().reconcile(OURS)));
  }

  @Test
  public void theListHoldsReportedRunsAloneNewestFirst() {
    RunId first = reported().add(aReport(OURS, "a")).id();
    store().runs().add(aRun().fresh());
    RunId second = reported().add(aReport(OURS, "b")).id();
    reported().add(aReport(new AccountId(2), "c"));

    assertEquals(List.of(second, first), ids(new Page(0, 10)));
    assertEquals(List.of(first), ids(new Page(second.value(), 10)));
    assertEquals(List.of(second), ids(new Page(0, 1)));
  }

  @Test
  public void theSameExternalIdIsTheSameRunInOneAccountAlone() {
    Added first = reported().add(aReport(OURS, "nightly"));
    Added again = reported().add(aReport(OURS, "nightly"));
    Added elsewhere = reported().add(aReport(new AccountId(2), "nightly"));

    assertInstanceOf(Added.Fresh.class, first);
    assertEquals(new Added.Known(first.id()), again);
    assertInstanceOf(Added.Fresh.class, elsewhere);
    assertInstanceOf(Added.Fresh.class, reported().add(aReport(OURS, "Nightly")));
  }

  @Test
  public void runsWithoutAnExternalIdAreNeverTheSame() {
    NewReportedRun unnamed =
        new NewReportedRun(OURS, new ProjectId(1), aRun().order(), QUEUED_AT, new CarriedOutBy.Reporter(Optional.empty()));

    assertInstanceOf(Added.Fresh.class, reported().add(unnamed));
    assertInstanceOf(Added.Fresh.class, reported().add(unnamed));
  }

  @Test
  public void ofManyReportsAtOnceOneIsFresh() throws Exception {
    int reporters = 4;
    CyclicBarrier start = new CyclicBarrier(reporters);
    Callable<Added> report = () -> {
      start.await();
      return reported().add(aReport(OURS, "at once"));
    };

    try (ExecutorService threads = Executors.newFixedThreadPool(reporters)) {
      List<Added> added = threads.invokeAll(IntStream.range(0, reporters).mapToObj(_ -> report).toList()).stream()
          .map(future -> future.resultNow()).toList();

      assertEquals(1, added.stream().map(Added::id).distinct().count());
      assertEquals(1, added.stream().filter(Added.Fresh.class::isInstance).count());
    }
  }

  @Test
  public void noCopyOfTheServiceClaimsOne() {
    reported().add(aReport(OURS, "first in the queue"));
    RunId own = store().runs().add(aRun().queuedAt(QUEUED_AT.plusSeconds(60)).fresh());

    assertEquals(Optional.of(own), store().claim("copy-a", LONG).map(Run::id));
    assertEquals(Optional.empty(), store().claim("copy-a", LONG));
  }

  @Test
  public void aRunningOneIsNeverTakenForLost() {
    RunId id = running();

    assertEquals(List.of(), store().queue().expired(10));
    assertEquals(new RunState.Running(STARTED_AT, REPORTER), store().runs().find(OURS, id).orElseThrow().run().state());
  }

  @Test
  public void whatTheReporterFoundOutIsKept() {
    RunId id = running();
    NodeResult orders = node("model.shop.orders", "error");
    RunError error = RunError.ofNode("model.shop.orders", new Failure(FailureCode.MODEL_FAILED, "broken", "line 1\nline 2"));
    store().unitOfWork().inTransaction(() -> {
      store().runs().lock(id);
      reported().recordFacts(id, new RunFacts(Optional.of("abc"), Optional.empty()));
      reported().recordFacts(id, new RunFacts(Optional.empty(), Optional.of("1.10.2")));
      reported().recordNodes(id, List.of(node("model.shop.orders", "success"), node("model.shop.items", "success")));
      reported().recordNodes(id, List.of(orders));
      reported().recordErrors(id, List.of(error));
      reported().recordErrors(id, List.of());
      return id;
    });

    RunRecord found = store().runs().find(OURS, id).orElseThrow();
    assertEquals(Optional.of("abc"), found.commit());
    assertEquals(Optional.of("1.10.2"), found.dbtVersion());
    assertEquals(List.of(orders, node("model.shop.items", "success")), store().ledger().nodes(OURS, id));
    assertEquals(List.of(error), store().ledger().errors(OURS, id));
  }

  @Test
  public void whatARunHasIsCounted() {
    RunId id = running();
    assertEquals(new Recorded(0, 0, 0), reported().recorded(id));
    NodeResult orders = new NodeResult("model.shop.ö", "model", "ö", "success", Optional.empty(), Duration.ZERO, OptionalLong.empty(), "OK 🦆", "t");
    reported().recordNodes(id, List.of(orders, node("model.shop.items", "success")));
    reported().recordNodes(id, List.of(orders));
    long both = reported().recorded(id).bytes();
    reported().recordErrors(id, List.of(RunError.ofRun(new Failure(FailureCode.RUNNER_CRASHED, "é", "")),
        RunError.ofNode("a.b", new Failure(FailureCode.MODEL_FAILED, "x", "12345"))));

    assertEquals(new Recorded(2, 2, both + 2 + 3 + 1 + 5), reported().recorded(id));
    reported().recordNodes(id, List.of(new NodeResult("model.shop.ö", "model", "ö", "success", Optional.empty(), Duration.ZERO,
        OptionalLong.empty(), "OK", "t")));
    assertEquals(both + 11 - 5, reported().recorded(id).bytes());
  }

  @Test
  public void countsOfARunThatFailedAreThoseOfItsReporter() {
    RunId id = running();
    NodeTally counts = new NodeTally(3, 0, 2, 1, 0);
    store().move(id, new RunState.Failed(FINISHED_AT, Failure.of(FailureCode.RUNNER_CRASHED, "killed")));

    store().unitOfWork().inTransaction(() -> {
      reported().recordCounts(id, counts);
      return id;
    });

    assertEquals(Optional.of(counts), store().runs().find(OURS, id).orElseThrow().tally());
  }

  private RunId running() {
    RunId id = reported().add(aReport(OURS, "running")).id();
    store().move(id, new RunState.Running(STARTED_AT, REPORTER));
    return id;
  }

  private List<RunId> ids(Page page) {
    return reported().list(OURS, page).stream().map(row -> row.run().id()).toList();
  }

  private static NewReportedRun aReport(AccountId account, String externalId) {
    return new NewReportedRun(account, new ProjectId(1), aRun().scheduled().selecting("orders").order(), QUEUED_AT,
        new CarriedOutBy.Reporter(Optional.of(externalId)));
  }

  private static NodeResult node(String uniqueId, String status) {
    return new NodeResult(uniqueId, "model", "orders", status, Optional.of(STARTED_AT), Duration.ofMillis(20),
        OptionalLong.empty(), "", "Thread-1");
  }
}
