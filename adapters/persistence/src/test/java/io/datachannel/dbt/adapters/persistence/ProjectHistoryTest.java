package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.PropertyChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class ProjectHistoryTest {
  private static final PropertyChange NAME = new PropertyChange("name", Optional.of("Größe 🦆"), Optional.of("it's"));
  private static final PropertyChange PATH = new PropertyChange("packagesPath", Optional.of("a.txt"), Optional.empty());
  private static final Caller CALLER = new Caller(OURS, new UserId(1), Role.EDITOR);

  private ProjectHistory history;
  private ProjectId project;

  @BeforeEach
  void aProject() {
    history = new MySqlProjectHistory(TestDatabase.database());
    project = TestDatabase.fixture().project(OURS);
  }

  @Test
  void changesComeBackNewestFirstAndPageByPage() {
    history.add(CALLER, List.of(project), List.of(NAME, PATH));

    List<ProjectHistory.Entry> newest = history.list(OURS, project, new Page(0, 1));
    assertEquals(List.of(PATH), newest.stream().map(ProjectHistory.Entry::change).toList());
    assertEquals(new UserId(1), newest.getFirst().user());
    assertEquals(NAME, history.list(OURS, project, new Page(newest.getFirst().id(), 1)).getFirst().change());
  }

  @Test
  void oneChangeMayConcernManyProjects() {
    ProjectId other = TestDatabase.fixture().project(OURS);

    history.add(CALLER, List.of(project, other), List.of(PropertyChange.ofSecret("warehouse.password")));

    for (ProjectId each : List.of(project, other)) {
      assertEquals(Optional.of("changed"), history.list(OURS, each, new Page(0, 1)).getFirst().change().after());
    }
  }

  @Test
  void anotherAccountSeesNothing() {
    history.add(CALLER, List.of(project), List.of(NAME));

    assertEquals(List.of(), history.list(new AccountId(2), project, new Page(0, 10)));
  }
}
