package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.execution.TraceParent;
import io.datachannel.dbt.domain.run.RunId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all {@link TraceParents} do. */
public abstract class TraceParentsContract {
  private static final TraceParent PARENT = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");

  protected abstract RunStore store();

  protected abstract TraceParents parents();

  @Test
  public void theOneOfARunComesBackAsItWas() {
    RunId with = store().runs().add(aRun().fresh());
    RunId without = store().runs().add(aRun().fresh());

    parents().keep(with, PARENT);

    assertEquals(Optional.of(PARENT), parents().find(with));
    assertEquals(Optional.empty(), parents().find(without));
  }

  @Test
  public void aRunThatIsNotThereHasNone() {
    assertEquals(Optional.empty(), parents().find(new RunId(999_999)));
  }
}
