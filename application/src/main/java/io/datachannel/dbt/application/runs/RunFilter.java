package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs of an account a list is of; what is absent asks for nothing.
 *
 * @param statuses any of these, or any at all when there are none
 * @param commit   the full hash
 */
public record RunFilter(
    Optional<ProjectId> project,
    Set<RunStatus> statuses,
    Optional<RunType> type,
    Optional<DbtCommand> command,
    Optional<Carrier> carrier,
    Optional<String> commit,
    TimeWindow window) {

  /** All runs. */
  public static final RunFilter ALL = new RunFilter(
      Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), TimeWindow.OPEN);

  public RunFilter {
    statuses = Set.copyOf(statuses);
  }

  /** Who carries a run out. */
  public enum Carrier { SERVICE, REPORTER }

  /** The same, of one project. */
  public RunFilter of(ProjectId id) {
    return new RunFilter(Optional.of(id), statuses, type, command, carrier, commit, window);
  }
}
