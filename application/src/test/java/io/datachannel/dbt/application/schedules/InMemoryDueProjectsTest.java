package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.collections.InMemoryCollections;
import io.datachannel.dbt.application.projects.InMemoryModelCatalog;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import java.nio.file.Path;
import java.util.List;

class InMemoryDueProjectsTest extends DueProjectsContract {
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemorySchedules schedules = new InMemorySchedules(projects);
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryFiringLog firings = new InMemoryFiringLog(runs);
  private final InMemoryModelCatalog catalog = new InMemoryModelCatalog(projects);
  private final InMemoryCollections collections = new InMemoryCollections(projects);
  private final ReadSchedules read = new ReadSchedules(projects, catalog, collections, schedules);

  @Override
  protected DueProjects due() {
    return new InMemoryDueProjects(new InMemoryDueSchedules(projects, schedules), read, schedules, firings);
  }

  @Override
  protected ScheduleStore store() {
    return new ScheduleStore(schedules, firings, runs, read);
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return projects.add(new Caller(account, new UserId(1), Role.ADMIN), "00000000-0000-4000-8000-000000000001",
        ProjectBuilder.aProject().definition());
  }

  @Override
  protected void refreshed(ProjectId project, List<Model> models) {
    catalog.replace(project, new ManifestStamp("of the test"), ModelCatalog.Manifest.at(Path.of("unused")), models);
  }

  @Override
  protected CollectionId aCollection(ProjectId project, List<String> models) {
    return collections.add(project, "marts", models);
  }
}
