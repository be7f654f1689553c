package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When branches are looked at, in a map. */
public final class InMemoryWatchedBranches implements WatchedBranches {
  private final Map<ProjectId, Row> rows = new HashMap<>();
  private final Map<ProjectId, String> known = new HashMap<>();
  private final InMemoryProjects projects;
  private final InstantSource clock;

  public InMemoryWatchedBranches(InMemoryProjects projects, InstantSource clock) {
    this.projects = projects;
    this.clock = clock;
  }

  /** What the last refresh of a project read. */
  public synchronized void refreshed(ProjectId project, String commit) {
    known.put(project, commit);
  }

  @Override
  public synchronized List<WatchedBranch> take(int most, Duration next) {
    Instant now = clock.instant();
    List<WatchedBranch> taken = new ArrayList<>();
    for (Project project : projects.everywhere()) {
      Row row = rows.get(project.id());
      boolean due = row == null || !row.due.isAfter(now);
      if (due && taken.size() < most) {
        if (row != null && known.containsKey(project.id()) && RefreshByItself.isWanted(project)) {
          taken.add(new WatchedBranch(project, known.get(project.id()), row.asked, row.failures));
        }
        rows.put(project.id(), new Row(now.plus(next), row == null ? Optional.empty() : row.asked, row == null ? 0 : row.failures));
      }
    }
    return taken;
  }

  @Override
  public synchronized void looked(ProjectId project, Optional<String> asked, int failures, Duration next) {
    rows.put(project, new Row(clock.instant().plus(next), asked, failures));
  }

  /** When a branch is looked at next. */
  public synchronized Instant dueAt(ProjectId project) {
    return rows.get(project).due;
  }

  private record Row(Instant due, Optional<String> asked, int failures) {}
}
