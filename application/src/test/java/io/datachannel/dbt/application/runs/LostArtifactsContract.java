package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunWarning;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all {@link LostArtifacts} do. */
public abstract class LostArtifactsContract {
  private static final AccountId OURS = new AccountId(1);

  protected abstract RunStore store();

  protected abstract LostArtifacts lost();

  protected abstract RunEnvironments environments();

  @Test
  public void eachIsRecordedOnceWithItsReason() {
    RunId id = store().runs().add(aRun().fresh());
    assertEquals(List.of(), lostOf(id));

    lost().record(id, "manifest.json", "It's \"full\" 🦆.");
    lost().record(id, "manifest.json", "again");
    lost().record(id, LostArtifacts.ALL, "gone");

    assertEquals(List.of("manifest.json", "*"), lostOf(id));
    assertEquals(List.of(new RunWarning(RunWarning.Code.ARTIFACT_GIVEN_UP, "It's \"full\" 🦆."),
        new RunWarning(RunWarning.Code.ARTIFACT_GIVEN_UP, "gone")), environments().find(OURS, id).orElseThrow().warnings());
  }

  @Test
  public void anAttemptThatWasTakenOverRecordsNothing() {
    RunId id = store().runs().add(aRun().fresh());
    Lease held = ((RunState.Running) store().claim("copy-a", Duration.ofHours(1)).orElseThrow().state()).lease();

    lost().record(id, new Lease("copy-b", held.fencingNumber()), "manifest.json", "full");
    lost().record(id, new Lease("copy-a", held.fencingNumber() - 1), "manifest.json", "full");
    assertEquals(List.of(), lostOf(id));
    lost().record(id, held, "manifest.json", "full");

    assertEquals(List.of("manifest.json"), lostOf(id));
  }

  @Test
  public void ofARunThatIsNotThereNothingIsRecorded() {
    lost().record(new RunId(999), "manifest.json", "gone");
  }

  private List<String> lostOf(RunId id) {
    return store().runs().find(OURS, id).orElseThrow().lostArtifacts();
  }
}
