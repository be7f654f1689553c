package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.schedules.DueProjects;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.schedules.DueProjectsContract;
import io.datachannel.dbt.application.schedules.FakeCronReader;
import io.datachannel.dbt.application.schedules.ReadSchedules;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabase.class)
class MySqlDueProjectsTest extends DueProjectsContract {
  @TempDir
  private Path folder;

  @Override
  protected DueProjects due() {
    return new MySqlDueProjects(TestDatabase.database(), new FakeCronReader());
  }

  @Override
  protected ScheduleStore store() {
    Database database = TestDatabase.database();
    MySqlSchedules schedules = new MySqlSchedules(database, new FakeCronReader());
    return new ScheduleStore(schedules, new MySqlFiringLog(database), new MySqlRuns(database), new ReadSchedules(
        new MySqlProjects(database), new MySqlModelCatalog(database), new MySqlCollections(database), schedules));
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }

  @Override
  protected void refreshed(ProjectId project, List<Model> models) {
    try {
      Path manifest = Files.writeString(folder.resolve("manifest.json"), "{}");
      new MySqlModelCatalog(TestDatabase.database()).replace(project, new ManifestStamp("of the test"), ModelCatalog.Manifest.at(manifest), models);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  protected CollectionId aCollection(ProjectId project, List<String> models) {
    return new MySqlCollections(TestDatabase.database()).add(project, "marts", models);
  }

  @Test
  void whatSomeoneElseHoldsIsNotWaitedForAndTheOthersAreLocked() {
    ProjectId held = aProject(OURS);
    ProjectId free = aProject(OURS);
    MySqlUnitOfWork work = new MySqlUnitOfWork(TestDatabase.database());

    List<ProjectId> got = work.inTransaction(() -> {
      new MySqlProjects(TestDatabase.database()).lock(OURS, held);
      return CompletableFuture.supplyAsync(() -> work.inTransaction(() -> due().lock(List.of(new OfProject(OURS, held), new OfProject(OURS, free))).stream()
          .map(project -> project.state().project().id()).toList())).join();
    });

    assertEquals(List.of(free), got);
  }
}
