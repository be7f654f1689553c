package io.datachannel.dbt.application.notifications;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Run;
import org.junit.jupiter.api.Test;

/** What every {@link ProjectTroubles} does. */
public abstract class ProjectTroublesContract {
  private static final Run FIRST = RunBuilder.aRun().withId(1).build();
  private static final Run SECOND = RunBuilder.aRun().withId(2).build();
  private static final Run OF_ANOTHER = RunBuilder.aRun().withId(3).of(new ProjectId(2)).build();

  protected abstract ProjectTroubles troubles();

  @Test
  public void aProjectThatFailedHowOftenSoeverIsMendedOnce() {
    assertFalse(troubles().mended(FIRST));
    troubles().note(FIRST);
    troubles().note(SECOND);

    assertFalse(troubles().mended(OF_ANOTHER));
    assertTrue(troubles().mended(SECOND));
    assertFalse(troubles().mended(SECOND));
  }
}
