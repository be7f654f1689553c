package io.datachannel.dbt.application.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.collections.InMemoryCollections;
import io.datachannel.dbt.application.dbt.Manifests.ManifestContent;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.projects.InMemoryModelCatalog;
import io.datachannel.dbt.application.projects.InMemoryModelDetails;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelBuilder;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.lineage.LineageKind;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.secret.Redactor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refresh lists the models when dbt has parsed them, and once more when it has compiled them. */
class KeepModelsTest {
  private static final Caller CALLER = new Caller(new AccountId(1), new UserId(1), Role.EDITOR);
  private static final Model ORDERS = ModelBuilder.aModel("orders").build();
  private static final Model ITEMS = ModelBuilder.aModel("items").build();
  private static final LineageNode SOURCE =
      new LineageNode("source.shop.till.raw", LineageKind.SOURCE, "till.raw", "models/sources.yml", List.of());

  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryModelCatalog catalog = new InMemoryModelCatalog(projects);
  private final InMemoryModelDetails details = new InMemoryModelDetails(projects);
  private final KeepModels keep = new KeepModels(projects, catalog, details, new InMemoryCollections(projects), new DirectUnitOfWork(),
      new SettableClock(Instant.parse("2026-03-01T10:00:00Z")));
  private final Project project = projects.find(CALLER.account(),
      projects.add(CALLER, "00000000-0000-4000-8000-000000000001", ProjectBuilder.aProject().definition())).orElseThrow();

  private static Workspace workspaceOf(String stamp) {
    return new Workspace(null, Path.of("project"), Path.of("work"), new Environment(Path.of("python"), "fingerprint", "lock", true),
        null, new ManifestStamp(stamp), null, null, Redactor.none());
  }

  private static ManifestContent content(Model... models) {
    return new ManifestContent(List.of(models), List.of(), List.of(SOURCE));
  }

  private List<Model> kept() {
    return catalog.list(CALLER.account(), project.id());
  }

  @Test
  void theSameListIsWrittenOnceAndTheDetailsComeBesideIt() {
    keep.keepList(project, workspaceOf("one"), List.of(ORDERS));
    keep.keepWhole(project, workspaceOf("one"), content(ORDERS), List.of(ORDERS));

    assertEquals(1, catalog.replacements());
    assertEquals(List.of(ORDERS), kept());
    assertEquals(List.of(SOURCE), details.others(CALLER.account(), project.id()));
  }

  @Test
  void anotherListTakesThePlaceOfTheFirst() {
    keep.keepList(project, workspaceOf("one"), List.of(ORDERS));
    keep.keepWhole(project, workspaceOf("one"), content(ITEMS, ORDERS), List.of(ORDERS));

    assertEquals(List.of(ITEMS, ORDERS), kept());
  }

  @Test
  void aListThatSomeoneElseReplacedMeanwhileIsWrittenAgain() {
    keep.keepList(project, workspaceOf("one"), List.of(ORDERS));
    keep.keepList(project, workspaceOf("two"), List.of(ITEMS));
    keep.keepWhole(project, workspaceOf("one"), content(ORDERS), List.of(ORDERS));

    assertEquals(List.of(ORDERS), kept());
  }
}
