package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.RunErrorType;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a run whose repository cannot be had: what passes by itself is waited for, and nothing else. */
class CheckoutsOfRunsTest {
  private static final Failure AWAY =
      new Failure(FailureCode.REPOSITORY_UNREACHABLE, "The server did not answer in time.", "ghp_secret1 of host git.example: read timed out");

  private final List<Duration> pauses = new ArrayList<>();
  private RunFixture fixture;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
    fixture.theLastRefreshFound("orders");
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    fixture.pause = length -> {
      pauses.add(length);
      fixture.clock.advance(length);
    };
  }

  private RunId ran() {
    RunId id = fixture.queued();
    fixture.ran(id);
    return id;
  }

  private RunStatus status(RunId id) {
    return fixture.run(id).run().state().status();
  }

  private Failure errorOf(RunId id) {
    return fixture.ledger.errors(RunFixture.CALLER.account(), id).getFirst().failure();
  }

  private String log(RunId id) {
    return fixture.logs.read(RunFixture.CALLER.account(), id, 0, Duration.ZERO).stream()
        .map(entry -> entry.event() instanceof LogLine line ? line.text() + "\n" : "").reduce("", String::concat);
  }

  private Duration waited() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Also a token that was never bound, for git sends one of a provider to no other server but the host that it is bound to. */
  @Test
  void theTokenGoesAsOneOfTheProjectsOwnServer() {
    assertEquals(RunStatus.SUCCESSFUL, status(ran()));

    assertEquals(new GitAccess.HttpsToken("x", new Secret("ghp_secret1")).boundTo("git.example"), fixture.git.opened());
  }

  @Test
  @Tag("fault-22")
  @Tag("fault-23")
  void aServerThatIsAwayIsAskedAgainALittleLaterEachTime() {
    fixture.git.failingWith(AWAY, 2);

    RunId run = ran();

    assertEquals(RunStatus.SUCCESSFUL, status(run));
    assertEquals(3, fixture.git.asked());
    assertEquals(Duration.ofSeconds(10), waited());
    assertTrue(log(run).contains("It is asked again in 2 s.") && log(run).contains("It is asked again in 8 s."), () -> log(run));
  }

  @Test
  @Tag("fault-22")
  @Tag("fault-23")
  void oneThatStaysAwayFailsTheRunAtItsStepAndNothingIsLeft() {
    fixture.git.failingWith(AWAY);

    RunId run = ran();

    assertEquals(RunStatus.FAILED, status(run));
    assertEquals(3, fixture.git.asked());
    assertEquals(FailureCode.REPOSITORY_UNREACHABLE, errorOf(run).code());
    assertEquals(RunErrorType.GIT, errorOf(run).code().errorType());
    assertTrue(errorOf(run).message().contains("asked 3 times"), () -> errorOf(run).message());
    assertFalse(errorOf(run).toString().contains("ghp_secret1") || log(run).contains("ghp_secret1"), () -> errorOf(run) + log(run));
    assertEquals(0, fixture.git.open());
    assertEquals(List.of(), fixture.dbt.requests());
  }

  @ParameterizedTest
  @EnumSource(value = FailureCode.class, names = {"REPOSITORY_ACCESS_DENIED", "REPOSITORY_NOT_FOUND", "BRANCH_NOT_FOUND",
      "REPOSITORY_URL_REFUSED", "REPOSITORY_HOST_KEY_UNKNOWN", "REPOSITORY_TOO_LARGE", "REPOSITORY_CONTENT_REFUSED"})
  @Tag("fault-24")
  void whatDoesNotPassByItselfIsAskedForOnce(FailureCode code) {
    fixture.git.failingWith(Failure.of(code, "No."));

    RunId run = ran();

    assertEquals(RunStatus.FAILED, status(run));
    assertEquals(Failure.of(code, "No."), errorOf(run));
    assertEquals(1, fixture.git.asked());
    assertEquals(List.of(), pauses);
  }

  @Test
  @Tag("fault-24")
  void aNoBehindASilenceIsTheEnd() {
    fixture.git.failingWith(AWAY);
    fixture.pause = _ -> fixture.git.failingWith(Failure.of(FailureCode.REPOSITORY_ACCESS_DENIED, "No."));

    assertEquals(Failure.of(FailureCode.REPOSITORY_ACCESS_DENIED, "No."), errorOf(ran()));
    assertEquals(2, fixture.git.asked());
  }

  @Test
  void aRunThatIsCancelledMeanwhileAsksNoMore() {
    RunId run = fixture.queued();
    fixture.git.failingWith(AWAY);
    fixture.pause = _ -> fixture.cancelRun().cancel(RunFixture.CALLER.account(), run);

    fixture.ran(run);

    assertEquals(RunStatus.CANCELLED, status(run));
    assertEquals(1, fixture.git.asked());
  }

  @Test
  void theTimeOfTheRunIsNotExceeded() {
    fixture.git.failingWith(AWAY);
    fixture.pause = _ -> {
      for (int beat = 0; beat < 30; beat++) {
        fixture.clock.advance(Duration.ofSeconds(10));
        fixture.tendRuns().tick();
      }
    };

    RunId run = ran();

    assertEquals(FailureCode.RUN_TIMED_OUT, errorOf(run).code());
    assertEquals(1, fixture.git.asked());
  }

  @Test
  @Tag("fault-25")
  void aProjectWhoseSeedsAreElsewhereFailsInsteadOfLoadingPointers() {
    fixture.git.withPointer("seeds/orders.csv");

    RunId run = ran();

    assertEquals(RunStatus.FAILED, status(run));
    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, errorOf(run).code());
    assertTrue(errorOf(run).message().contains("'seeds/orders.csv'") && errorOf(run).message().contains("Git LFS"), errorOf(run)::message);
    assertEquals(0, fixture.git.open());
    assertEquals(List.of(), fixture.dbt.requests());
  }
}
