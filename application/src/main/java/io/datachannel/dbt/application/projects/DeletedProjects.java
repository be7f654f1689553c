package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Instant;
import java.util.List;

/** The projects that were deleted, with what is still to be done about them. */
public interface DeletedProjects {

  /** Notes that all of the project is to be taken away. */
  void requestPurge(ProjectId project, Instant at);

  /** Its runs that wait or are under way and were not asked to stop, oldest first. */
  List<RunId> runsToStop(ProjectId project);

  /** Deleted projects that have runs to stop, because the service ended before it had told them all. */
  List<Project> withRunsToStop(int limit);

  /** Those to be purged that nothing runs of, no refresh either. */
  List<Project> toPurge(int limit);

  /** The runs of a project, all of them over, oldest first. */
  List<RunId> runs(ProjectId project, int limit);

  /** Deletes the rows of these runs, with their errors and nodes. */
  void deleteRuns(List<RunId> runs);

  /** Deletes the rows of a project that has no run any more. */
  void delete(ProjectId project);
}
