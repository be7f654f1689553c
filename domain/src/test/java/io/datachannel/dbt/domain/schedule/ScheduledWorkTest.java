package io.datachannel.dbt.domain.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.DbtDefaults;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduledWorkTest {
  private static final ModelSelection ALL = new ModelSelection.AllModels();
  private static final ProjectSettings SETTINGS = new ProjectSettings(DbtVersion.of("1.11"), RelativePath.HERE,
      Optional.empty(), DbtArguments.of(List.of("--debug")), 8, Duration.ofMinutes(90));

  @Test
  void byDefaultAScheduleBuildsAsTheProjectIsSet() {
    assertEquals(new RunOrder(RunType.SCHEDULED, DbtCommand.BUILD, ALL, false, "{}", SETTINGS.arguments(), 8, Duration.ofMinutes(90)),
        ScheduledWork.STANDARD.order(ALL, SETTINGS));
  }

  @Test
  void aProjectsOwnCommandAndVarsComeUnderThoseOfTheSchedule() {
    ProjectSettings settings = new ProjectSettings(SETTINGS.dbtVersion(), SETTINGS.projectPath(), SETTINGS.requirements(), DbtArguments.NONE,
        8, SETTINGS.timeout(), new DbtDefaults("run", "{\"a\":1,\"b\":1}", Optional.empty(), Optional.empty()), true);
    ScheduledWork own = new ScheduledWork(Optional.empty(), false, "{\"b\":2}", DbtArguments.NONE, Optional.empty(), Optional.empty(),
        AfterLoss.FAIL);

    assertEquals(DbtCommand.RUN, own.order(ALL, settings).command());
    assertEquals("{\"a\":1,\"b\":2}", own.order(ALL, settings).vars());
  }

  @Test
  void whatAScheduleSaysGoesBeforeOrBehindWhatTheProjectSays() {
    ScheduledWork own = new ScheduledWork(DbtCommand.RUN, true, "{\"a\":1}", DbtArguments.of(List.of("--fail-fast")),
        Optional.of(2), Optional.of(Duration.ofMinutes(5)), AfterLoss.QUEUE_ONCE_AGAIN);

    assertEquals(new RunOrder(RunType.SCHEDULED, DbtCommand.RUN, ALL, true, "{\"a\":1}",
        DbtArguments.of(List.of("--debug", "--fail-fast")), 2, Duration.ofMinutes(5)), own.order(ALL, SETTINGS));
  }
}
