package io.datachannel.dbt.application.projects;

import static io.datachannel.dbt.application.projects.ProjectBuilder.aProject;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Projects} does. */
public abstract class ProjectsContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Caller CALLER = new Caller(OURS, new UserId(1), Role.ADMIN);

  protected abstract Projects projects();

  protected abstract WarehouseId aWarehouse(AccountId account);

  protected abstract CredentialId aCredential(AccountId account);

  @Test
  public void aProjectIsFoundAsItWasDefined() {
    ProjectDefinition definition = project().named("Shop 'é' \"q\" \\ 🦆").from("https://git.example/acme/größe.git", "feature/x")
        .at("dbt/shop").requiring("dbt/requirements.txt").withArguments("--fail-fast").within(Duration.ofSeconds(90)).definition();

    ProjectId id = projects().add(CALLER, uuid(1), definition);

    assertEquals(Optional.of(new Project(id, OURS, uuid(1), ProjectStatus.ACTIVE, definition, 1)), projects().find(OURS, id));
  }

  @Test
  public void anotherAccountFindsNothing() {
    ProjectId id = projects().add(CALLER, uuid(1), project().definition());

    assertEquals(Optional.empty(), projects().find(ANOTHER, id));
    assertEquals(List.of(), projects().list(ANOTHER, new Page(0, 10)));
  }

  @Test
  public void listsComeByIdAndPageByPage() {
    ProjectId first = projects().add(CALLER, uuid(1), project().definition());
    ProjectId second = projects().add(CALLER, uuid(2), project().definition());
    ProjectId third = projects().add(CALLER, uuid(3), project().definition());

    assertEquals(List.of(first, second), ids(new Page(0, 2)));
    assertEquals(List.of(third), ids(new Page(second.value(), 2)));
  }

  @Test
  public void projectsMayShareARepository() {
    ProjectId main = projects().add(CALLER, uuid(1), project().from("https://git.example/acme/shop.git", "main").definition());
    ProjectId next = projects().add(CALLER, uuid(2), project().from("https://git.example/acme/shop.git", "next").definition());

    assertEquals("main", projects().find(OURS, main).orElseThrow().definition().source().branch().value());
    assertEquals("next", projects().find(OURS, next).orElseThrow().definition().source().branch().value());
  }

  @Test
  public void aChangeCountsTheRevisionUp() {
    Project first = projects().find(OURS, projects().add(CALLER, uuid(1), project().definition())).orElseThrow();
    Project second = first.changed(project().named("Größe").from("https://git.example/other.git", "next").at("dbt")
        .within(Duration.ofSeconds(5)).definition());

    assertEquals(1, projects().update(second));
    assertEquals(Optional.of(second), projects().lock(OURS, first.id()));
    assertEquals(1, projects().update(second.in(ProjectStatus.PAUSED)));
    assertEquals(Optional.of(second.in(ProjectStatus.PAUSED)), projects().find(OURS, first.id()));
  }

  @Test
  public void aChangeOfAnOldRevisionChangesNothing() {
    Project first = projects().find(OURS, projects().add(CALLER, uuid(1), project().definition())).orElseThrow();
    Project second = first.in(ProjectStatus.PAUSED);
    projects().update(second);

    assertEquals(0, projects().update(first.changed(project().from("https://git.example/late.git", "late").definition())));
    assertEquals(Optional.of(second), projects().find(OURS, first.id()));
    assertEquals(Optional.empty(), projects().lock(ANOTHER, first.id()));
  }

  private ProjectBuilder project() {
    return aProject().in(OURS).on(aWarehouse(OURS)).with(aCredential(OURS));
  }

  private List<ProjectId> ids(Page page) {
    return projects().list(OURS, page).stream().map(Project::id).toList();
  }

  private static String uuid(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }
}
