package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.runs.RunErrors;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The error rows that a reported run gets when it ends, as a run of the service does: its failure, and each failed node. */
final class EndErrors {
  /** Nobody reads more of them; the rest of what a run may have is for what is reported behind its end. */
  static final int MOST = 1_000;

  private EndErrors() {}

  /** @param known what was reported before; a node that is at fault in one of these gets no other. @return at most {@link #MOST} */
  static List<RunError> of(StatusReport.Status.Ended ended, List<NodeResult> nodes, List<RunError> known) {
    Set<String> told = known.stream().flatMap(error -> error.uniqueId().stream()).collect(Collectors.toSet());
    return Stream.concat(
        ended.failure().map(RunError::ofRun).stream().filter(error -> !known.contains(error)),
        RunErrors.ofNodes(nodes).stream().filter(error -> !told.contains(error.uniqueId().orElseThrow())))
        .limit(MOST).toList();
  }
}
