package io.datachannel.dbt.adapters.observability.runs;

import io.datachannel.dbt.application.runs.ClaimedRun;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunState;
import java.util.List;
import java.util.Optional;

/**
 * What this copy learned of a run that it carried out.
 *
 * @param end      absent when the run went back into the queue, or was taken for lost
 * @param timeline absent when none was recorded
 * @param nodes    those that ended first, as many as are watched
 * @param unseen   how many more nodes ended
 */
public record RunReport(ClaimedRun claimed, Optional<RunState.Final> end, Optional<RunTimeline> timeline, List<RunError> errors,
    List<NodeResult> nodes, int unseen) {}
