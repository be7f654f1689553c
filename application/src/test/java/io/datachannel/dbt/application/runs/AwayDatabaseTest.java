package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.transaction.UnsteadyUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is away, or does not answer a commit, costs a run time and nothing else. */
class AwayDatabaseTest {
  private static final AccountId OURS = RunFixture.CALLER.account();

  private RunFixture fixture;
  private UnsteadyUnitOfWork database;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
    database = new UnsteadyUnitOfWork(fixture.work);
  }

  @Test
  void theEndOfARunIsRecordedOnceTheDatabaseAnswers() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued();

    fixture.carryOut(fixture.claimed().orElseThrow(), database.awayFor(20));

    assertEquals(RunStatus.SUCCESSFUL, status(id));
    assertEquals(1, fixture.dbt.requests().size());
  }

  @Test
  void aRunBeginsAnewWhileItCannotReadWhatItNeeds() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued();
    fixture.warehouses.beAwayFor(3);

    fixture.carryOut(fixture.claimed().orElseThrow());

    assertEquals(RunStatus.SUCCESSFUL, status(id));
  }

  @Test
  void aDatabaseThatStaysAwayTimesTheRunOutAsAnythingWould() {
    RunId id = fixture.runs.add(aRun().of(fixture.project).within(Duration.ofSeconds(15)).fresh());
    fixture.warehouses.beAwayFor(1000);

    fixture.carryOut(fixture.claimed().orElseThrow());

    assertEquals(FailureCode.RUN_TIMED_OUT, fixture.ledger.errors(OURS, id).getFirst().failure().code());
  }

  @Test
  @Tag("fault-15")
  void anEndWhoseCommitWasNotAnsweredIsRecordedOnce() {
    fixture.dbt.on("build", new DbtEnd.Failed(Failure.of(FailureCode.PARSE_FAILED, "broken Jinja")));
    RunId id = fixture.queued();

    fixture.carryOut(fixture.claimed().orElseThrow(), database.losingAnAnswer());

    assertEquals(RunStatus.FAILED, status(id));
    assertEquals(1, fixture.ledger.errors(OURS, id).size());
    assertEquals(Optional.of(id.value()), fixture.runs.find(OURS, id).flatMap(RunRecord::logPath).map(_ -> id.value()));
  }

  @Test
  @Tag("fault-15")
  void aClaimWhoseCommitWasNotAnsweredIsFoundByTheNextLook() {
    RunId id = fixture.queued();
    ClaimRuns claim = fixture.claimRuns(fixture.queue, database.losingAnAnswer());

    assertThrows(PortFailure.class, () -> claim.claim(1));

    assertEquals(List.of(id), claim.claim(1).stream().map(claimed -> claimed.run().id()).toList());
    assertEquals(List.of(), claim.claim(1));
  }

  @Test
  void aClaimThatWasNotKeptIsMadeAnew() {
    RunId id = fixture.queued();
    ClaimRuns claim = fixture.claimRuns(fixture.queue, database.awayFor(1));

    assertThrows(PortFailure.class, () -> claim.claim(1));

    assertEquals(List.of(id), claim.claim(1).stream().map(claimed -> claimed.run().id()).toList());
  }

  @Test
  void factsThatCouldNotBeWrittenAreWrittenLaterInTheirOrder() {
    LateWrites writes = new LateWrites();
    StringBuilder written = new StringBuilder();
    boolean[] away = {true};
    writes.add(() -> written.append(answering(away, "first ")));
    writes.add(() -> written.append(answering(away, "second")));
    assertThrows(PortFailure.class, writes::flush);

    away[0] = false;
    writes.flush();
    writes.flush();

    assertEquals("first second", written.toString());
  }

  private static String answering(boolean[] away, String text) {
    if (away[0]) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The database is away.", new IllegalStateException("on purpose"));
    }
    return text;
  }

  private RunStatus status(RunId id) {
    return fixture.run(id).run().state().status();
  }
}
