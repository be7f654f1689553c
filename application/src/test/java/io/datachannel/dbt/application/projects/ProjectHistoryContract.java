package io.datachannel.dbt.application.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.projects.ProjectHistory.Entry;
import io.datachannel.dbt.application.projects.ProjectHistory.OfProject;
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

/** What every {@link ProjectHistory} does. */
public abstract class ProjectHistoryContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final PropertyChange NAME = new PropertyChange("name", Optional.of("Größe 🦆"), Optional.of("it's"));
  private static final PropertyChange PATH = new PropertyChange("packagesPath", Optional.of("a.txt"), Optional.empty());
  private static final Caller CALLER = new Caller(OURS, new UserId(1), Role.EDITOR);

  private ProjectId project;

  protected abstract ProjectHistory history();

  /** A new project, named shop. */
  protected abstract ProjectId aProject(AccountId account);

  @BeforeEach
  public void aProject() {
    project = aProject(OURS);
  }

  @Test
  public void changesComeBackNewestFirstAndPageByPage() {
    history().add(CALLER, List.of(project), List.of(NAME, PATH));

    List<Entry> newest = history().list(OURS, project, new Page(0, 1));
    assertEquals(List.of(PATH), newest.stream().map(Entry::change).toList());
    assertEquals(new UserId(1), newest.getFirst().user());
    assertEquals(NAME, history().list(OURS, project, new Page(newest.getFirst().id(), 1)).getFirst().change());
  }

  @Test
  public void oneChangeMayConcernManyProjects() {
    ProjectId other = aProject(OURS);

    history().add(CALLER, List.of(project, other), List.of(PropertyChange.ofSecret("warehouse.password")));

    for (ProjectId each : List.of(project, other)) {
      assertEquals(Optional.of("changed"), history().list(OURS, each, new Page(0, 1)).getFirst().change().after());
    }
  }

  @Test
  public void theChangesOfAllProjectsComeTogetherWithTheirNames() {
    ProjectId other = aProject(OURS);
    history().add(CALLER, List.of(project), List.of(NAME));
    history().add(CALLER, List.of(other), List.of(PATH));
    history().add(CALLER, List.of(project), List.of(PATH));

    List<OfProject> newest = history().ofAccount(OURS, new Page(0, 2));
    assertEquals(List.of(project, other), newest.stream().map(OfProject::project).toList());
    assertEquals(List.of("shop", "shop"), newest.stream().map(OfProject::name).toList());
    assertEquals(List.of(PATH, PATH), newest.stream().map(row -> row.entry().change()).toList());
    assertEquals(history().list(OURS, project, new Page(0, 1)), List.of(newest.getFirst().entry()));

    OfProject next = history().ofAccount(OURS, new Page(newest.getLast().entry().id(), 1)).getFirst();
    assertEquals(project, next.project());
    assertEquals(NAME, next.entry().change());
  }

  @Test
  public void anotherAccountSeesNothing() {
    history().add(CALLER, List.of(project), List.of(NAME));

    assertEquals(List.of(), history().list(ANOTHER, project, new Page(0, 10)));
    assertEquals(List.of(), history().ofAccount(ANOTHER, new Page(0, 10)));
  }
}
