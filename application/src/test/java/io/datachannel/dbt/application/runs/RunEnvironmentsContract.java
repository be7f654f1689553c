package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.application.environments.RunEnvironments.GreenRun;
import io.datachannel.dbt.application.environments.RunEnvironments.RunEnvironment;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunWarning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all {@link RunEnvironments} do. */
public abstract class RunEnvironmentsContract {
  private static final AccountId OURS = new AccountId(1);
  private static final ProjectId PROJECT = new ProjectId(1);
  private static final Lease HELD = new Lease("copy-a", 1);
  protected static final String LOCK = "a".repeat(64);
  private static final String OLDER = "b".repeat(64);
  protected static final RunWarning WARNING =
      new RunWarning(RunWarning.Code.LAST_GOOD_ENVIRONMENT, "The index isn't \"there\" 🦆.\nThe last good one is used.");
  private static final RunState GREEN = new RunState.Successful(FINISHED_AT, new NodeTally(1, 0, 0, 0, 0));

  protected abstract RunStore store();

  protected abstract RunEnvironments environments();

  protected RunId running(String lock, RunWarning... warnings) {
    RunId id = store().runs().add(aRun().fresh());
    store().claim("copy-a", Duration.ofHours(1)).orElseThrow();
    assertEquals(1, store().ledger().recordEnvironment(id, HELD, prepared(lock, warnings)));
    return id;
  }

  private static PreparedEnvironment prepared(String lock, RunWarning... warnings) {
    return new PreparedEnvironment(new Environment(Path.of("python"), "ab12", lock, false), "1.11.16", List.of(warnings));
  }

  private RunId ended(String lock, RunState state) {
    RunId id = running(lock);
    store().move(id, state);
    return id;
  }

  @Test
  public void lockAndWarningsComeBackAsTheyWere() {
    RunId id = running(LOCK, WARNING);

    assertEquals(Optional.of(new RunEnvironment(Optional.of(LOCK), Optional.empty(), List.of(WARNING))), environments().find(OURS, id));
    assertEquals(Optional.empty(), environments().find(new AccountId(2), id));
  }

  @Test
  public void aRunThatHasNoEnvironmentYetHasNoLock() {
    RunId id = store().runs().add(aRun().fresh());

    assertEquals(Optional.of(new RunEnvironment(Optional.empty(), Optional.empty(), List.of())), environments().find(OURS, id));
  }

  @Test
  public void aRunIsComparedWithTheNewestSuccessfulOneBeforeIt() {
    ended(LOCK, GREEN);
    RunId green = ended(OLDER, GREEN);
    ended(LOCK, new RunState.Failed(FINISHED_AT, Failure.of(FailureCode.MODEL_FAILED, "No.")));
    RunId id = running(LOCK);
    ended(LOCK, GREEN);

    assertEquals(Optional.of(new GreenRun(green, OLDER)), environments().find(OURS, id).orElseThrow().green());
  }

  @Test
  public void theLastSuccessfulRunOfAProjectIsKnown() {
    assertEquals(Optional.empty(), environments().lastGreen(OURS, PROJECT));
    ended(OLDER, GREEN);
    RunId green = ended(LOCK, GREEN);
    ended(OLDER, new RunState.Cancelled(FINISHED_AT));

    assertEquals(Optional.of(new GreenRun(green, LOCK)), environments().lastGreen(OURS, PROJECT));
    assertEquals(Optional.empty(), environments().lastGreen(OURS, new ProjectId(2)));
    assertEquals(Optional.empty(), environments().lastGreen(new AccountId(2), PROJECT));
  }
}
