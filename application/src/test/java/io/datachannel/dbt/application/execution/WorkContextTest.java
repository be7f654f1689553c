package io.datachannel.dbt.application.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkContextTest {
  private static final WorkContext RUN = WorkContext.ofRun(new AccountId(3), new ProjectId(4), new RunId(5));

  @Test
  void itIsThatOfTheInnermostWorkAndNothingIsLeftBehind() {
    WorkContext request = WorkContext.ofRequest("r-1", Optional.empty()).by(new AccountId(7));

    request.during(() -> {
      RUN.during(() -> assertEquals(RUN, WorkContext.current()));
      assertEquals(request, WorkContext.current());
    });

    assertEquals(WorkContext.NONE, WorkContext.current());
  }

  @Test
  void workThatFailsLeavesItAsItWas() {
    assertThrows(IllegalStateException.class, () -> RUN.during(() -> {
      throw new IllegalStateException("fails");
    }));

    assertEquals(WorkContext.NONE, WorkContext.current());
  }

  @Test
  void whatIsEnteredIsLeft() {
    RUN.enter();
    assertEquals(RUN, WorkContext.current());

    WorkContext.leave();
    assertEquals(WorkContext.NONE, WorkContext.current());
  }
}
