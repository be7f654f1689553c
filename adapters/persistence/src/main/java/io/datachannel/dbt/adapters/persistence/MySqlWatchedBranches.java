package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.refresh.RefreshByItself;
import io.datachannel.dbt.application.refresh.WatchedBranches;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of {@code dbt_project_details} that say when a branch is looked at. */
public final class MySqlWatchedBranches implements WatchedBranches {
  /** Most rows may be of projects that are not looked at. */
  private static final int MOST_AT_ONCE = 200;
  private static final Instant PLANNED = Instant.parse("2001-01-01T00:00:00Z");

  private final Session session;

  public MySqlWatchedBranches(Database database) {
    this.session = database.session();
  }

  private record Due(int project, Instant at, int failures, Optional<String> asked) {}

  @Override
  public List<WatchedBranch> take(int most, Duration next) {
    return session.inTransaction(() -> {
      List<Due> due = session.all(WatchedBranchStatements.LOCK_DUE, Values.of("limit", MOST_AT_ONCE), row -> new Due(
          row.integer("dbt_project_id"), row.instant("look_due_at"), row.integer("look_failures"), row.optionalText("asked_commit")));
      return due.isEmpty() ? List.of() : taken(due, most, next);
    });
  }

  private List<WatchedBranch> taken(List<Due> due, int most, Duration next) {
    Values projects = new Values().withAll("projects", due.stream().map(Due::project).toList());
    Map<Integer, Project> byId = session.all(WatchedBranchStatements.PROJECTS, projects, MySqlProjects::read).stream()
        .filter(RefreshByItself::isWanted).collect(Collectors.toMap(project -> project.id().value(), Function.identity()));
    Map<Integer, String> known = session.all(WatchedBranchStatements.KNOWN, projects,
            row -> Map.entry(row.integer("dbt_project_id"), row.text("commit_hash"))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<WatchedBranch> taken = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    for (Due one : due) {
      if (taken.size() == most) {
        break;
      }
      seen.add(one.project());
      if (one.at().isAfter(PLANNED) && byId.containsKey(one.project()) && known.containsKey(one.project())) {
        taken.add(new WatchedBranch(byId.get(one.project()), known.get(one.project()), one.asked(), one.failures()));
      }
    }
    session.change(WatchedBranchStatements.PUT_OFF, new Values().withAll("projects", seen).with("micros", Leases.micros(next)));
    return taken;
  }

  @Override
  public void looked(ProjectId project, Optional<String> asked, int failures, Duration next) {
    session.change(WatchedBranchStatements.LOOKED, Values.of("project", project.value()).with("asked", asked)
        .with("failures", failures).with("micros", Leases.micros(next)));
  }
}
