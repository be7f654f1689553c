package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When the branches of projects are looked at; columns of {@code dbt_project_details}. What is due, the clock of the database says. */
public interface WatchedBranches {

  /**
   * Takes branches that are due, the longest first, so that no other copy of the service looks at them meanwhile. Due are those of projects
   * that are refreshed by themselves and were refreshed before, from when they were planned for the first time.
   *
   * @param next when what is taken, planned or passed over is due again unless {@link #looked} says otherwise
   */
  List<WatchedBranch> take(int most, Duration next);

  /**
   * Notes what came of a look.
   *
   * @param asked    the commit that a refresh was asked for, the last time that one was
   * @param failures how many looks in a row failed
   * @param next     until when it is not due
   */
  void looked(ProjectId project, Optional<String> asked, int failures, Duration next);

  /**
   * The branch of a project.
   *
   * @param known    the commit that the last refresh read, or tried to
   * @param asked    as in {@link #looked}
   * @param failures likewise
   */
  record WatchedBranch(Project project, String known, Optional<String> asked, int failures) {}
}
