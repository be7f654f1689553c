package io.datachannel.dbt.adapters.observability.metrics;

import static io.datachannel.dbt.adapters.observability.runs.WatchedRig.node;
import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.observability.runs.WatchedDueProjects;
import io.datachannel.dbt.adapters.observability.runs.WatchedRig;
import io.datachannel.dbt.application.operation.Backlog;
import io.datachannel.dbt.application.operation.Backlog.OfAccount;
import io.datachannel.dbt.application.operation.Backlog.Queue;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.InMemoryTraceParents;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.application.runs.RunTimeline.Span;
import io.datachannel.dbt.application.runs.RunTimeline.Step;
import io.datachannel.dbt.application.schedules.DueProject;
import io.datachannel.dbt.application.schedules.DueProjects;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.schedules.FiringOutcome;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.selection.ModelSelection;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the page of metrics shows, and to whom. */
class ServiceMetricsTest {
  private static final RunTimeline TIMELINE = new RunTimeline(List.of(
      new Span(Step.QUEUED, QUEUED_AT, Duration.ofSeconds(1), Optional.empty()),
      new Span(Step.CHECKOUT, STARTED_AT, Duration.ofMillis(20), Optional.empty()),
      new Span(Step.DBT, STARTED_AT.plusSeconds(1), Duration.ofSeconds(40), Optional.of(Duration.ofMillis(250)))));
  private static final Backlog BACKLOG = new Backlog(
      List.of(new OfAccount(new AccountId(7), new Queue(12, Optional.of(Duration.ofSeconds(90)))), new OfAccount(new AccountId(3), new Queue(1, Optional.empty()))),
      new Queue(40, Optional.of(Duration.ofSeconds(5))), Map.of("host\"\\x/17", 3), new Queue(2, Optional.of(Duration.ofMinutes(1))));

  private final ServiceMetrics metrics = new ServiceMetrics("1.2.3", "copy-a");
  private final WatchedRig rig = new WatchedRig(metrics.watcher(), new InMemoryTraceParents(), 0);

  private Exposition page() {
    return Exposition.of(new String(metrics.page("").bytes(), StandardCharsets.UTF_8));
  }

  private static RunError error(FailureCode code) {
    return RunError.ofRun(Failure.of(code, "no such branch"));
  }

  @Test
  void aRunIsCountedByItsEndAndTimedByItsStepsOnce() {
    rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, List.of(node("orders", "success", STARTED_AT, Duration.ofSeconds(1))),
        List.of(error(FailureCode.MODEL_FAILED), error(FailureCode.MODEL_FAILED)), new RunState.Failed(FINISHED_AT, Failure.of(FailureCode.MODEL_FAILED, "x")));

    Exposition page = page();
    assertEquals(1, page.value("dbt_run_ends_total{carried_out_by=\"service\",status=\"FAILED\"}"));
    assertEquals(0, page.value("dbt_run_ends_total{carried_out_by=\"service\",status=\"SUCCESSFUL\"}"));
    assertEquals(2, page.value("dbt_run_errors_total{blame=\"USER\",code=\"MODEL_FAILED\"}"));
    assertEquals(1, page.value("dbt_run_step_seconds_count{step=\"DBT\"}"));
    assertEquals(40, page.value("dbt_run_step_seconds_sum{step=\"DBT\"}"));
    assertEquals(0, page.value("dbt_run_step_seconds_bucket{step=\"DBT\",le=\"30.0\"}"));
    assertEquals(1, page.value("dbt_run_step_seconds_bucket{step=\"DBT\",le=\"60.0\"}"));
    assertEquals(1, page.value("dbt_run_step_seconds_bucket{step=\"CHECKOUT\",le=\"0.025\"}"));
    assertEquals(1, page.value("dbt_run_wait_seconds_sum{type=\"MANUAL\"}"));
    assertEquals("histogram", page.types().get("dbt_run_step_seconds"));
  }

  @Test
  void aRunThatGoesBackHasNoEnd() {
    rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, List.of(), List.of(error(FailureCode.RUN_QUEUED_AGAIN)), new RunState.Queued(QUEUED_AT));

    Exposition page = page();
    assertEquals(List.of(0.0, 0.0, 0.0, 0.0), page.samples().entrySet().stream().filter(one -> one.getKey().startsWith("dbt_run_ends_total"))
        .map(Map.Entry::getValue).toList());
    assertEquals(1, page.value("dbt_run_errors_total{blame=\"INTERNAL\",code=\"RUN_QUEUED_AGAIN\"}"));
  }

  @Test
  void aFiringIsAsLateAsItsRunWasQueued() {
    DueProjects due = new DueProjects() {
      @Override
      public List<DueProject> lock(List<OfProject> projects) {
        return List.of();
      }

      @Override
      public void keep(List<FiringRecord> firings, List<ScheduleRecord> plans) {
        // Nothing is kept.
      }
    };

    new WatchedDueProjects(due, new DirectUnitOfWork(), rig.here()).keep(List.of(
        firing(new FiringOutcome.Queued(new RunId(1), new ModelSelection.AllModels(), false)), firing(new FiringOutcome.Skipped("missed"))), List.of());

    assertEquals(1, page().value("dbt_schedule_lateness_seconds_count"));
    assertEquals(0.75, page().value("dbt_schedule_lateness_seconds_sum"));
  }

  private static FiringRecord firing(FiringOutcome outcome) {
    return new FiringRecord(0, new AccountId(1), new ProjectId(1), new ScheduleId(1), QUEUED_AT, QUEUED_AT.plusMillis(750), outcome, Map.of(), Optional.empty());
  }

  @Test
  void whatIsLookedUpIsOfThisMomentAndAccountsAreFew() {
    metrics.lookUp(new Sources(_ -> BACKLOG, () -> 4,
        () -> List.of(new Sources.Server("project", true, 50), new Sources.Server("project", false, 70), new Sources.Server("environment", false, 9)),
        () -> 6, () -> List.of(new Sources.Pool("dbt-database", 3, 2, 1, 16))), 2, rig.clock);

    Exposition page = page();
    assertEquals(12, page.value("dbt_queue_runs{account=\"7\"}"));
    assertEquals(90, page.value("dbt_queue_oldest_seconds{account=\"7\"}"));
    assertEquals(40, page.value("dbt_queue_runs{account=\"other\"}"));
    assertEquals(3, page.value("dbt_runs_running{copy=\"host\\\"\\\\x/17\"}"));
    assertEquals(4, page.value("dbt_runs_under_way"));
    assertEquals(1, page.value("dbt_servers{kind=\"project\",state=\"busy\"}"));
    assertEquals(120, page.value("dbt_servers_memory_bytes{kind=\"project\"}"));
    assertEquals(6, page.value("dbt_outbox_runs"));
    assertEquals(3, page.value("dbt_database_connections{pool=\"dbt-database\",state=\"active\"}"));
    assertEquals(1, page.value("dbt_database_waiting_threads{pool=\"dbt-database\"}"));
    assertEquals(2, page.value("dbt_notifications_waiting"));
    assertTrue(page.value("process_cpu_seconds_total") > 0 && page.samples().keySet().stream().anyMatch(name -> name.startsWith("jvm_memory_used_bytes")));
    assertTrue(page.samples().keySet().stream().anyMatch(name -> name.startsWith("dbt_service_info{") && name.contains("version=\"1.2.3\"")));
  }

  @Test
  void anOutageOfTheDatabaseTakesOnlyWhatIsReadThere() {
    metrics.lookUp(new Sources(_ -> {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "away", null);
    }, () -> 4, List::of, () -> 0, List::of), 2, rig.clock);

    Exposition page = page();
    assertEquals(4, page.value("dbt_runs_under_way"));
    assertFalse(page.samples().containsKey("dbt_notifications_waiting"));
  }

  @Test
  void onlyWhoHasTheTokenSeesThePage() {
    var page = (MetricsPages.Resource) MetricsPages.of(new Secret("sesame-sesame-sesame"), metrics).getSingletons().iterator().next();

    assertEquals(200, page.metrics("Bearer sesame-sesame-sesame", null).getStatus());
    assertEquals(200, page.metrics("bearer  sesame-sesame-sesame", "*/*").getStatus());
    for (String wrong : new String[] {null, "", "Bearer", "Bearer sesame-sesame-sesamE", "Bearer sesame-sesame-sesame2", "Basic sesame-sesame-sesame", "sesame-sesame-sesame"}) {
      Response refused = page.metrics(wrong, null);
      assertEquals(401, refused.getStatus(), wrong);
      assertFalse(refused.hasEntity());
    }
  }

  @Test
  void withoutATokenThereIsNoSuchPage() {
    var page = (MetricsPages.Resource) MetricsPages.none().getSingletons().iterator().next();

    assertEquals(404, page.metrics("Bearer ", null).getStatus());
  }

  @Test
  void whoAsksForOpenMetricsGetsIt() {
    ServiceMetrics.Page page = metrics.page("application/openmetrics-text;version=1.0.0;q=0.8,text/plain;q=0.5");

    assertTrue(page.type().startsWith("application/openmetrics-text"), page.type());
    assertTrue(new String(page.bytes(), StandardCharsets.UTF_8).endsWith("# EOF\n"));
  }
}
