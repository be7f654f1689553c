package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.failure.Failure;
import java.util.Optional;

/**
 * An error of a run: a row of {@code log_dbt_project_run_errors}.
 *
 * @param uniqueId the node at fault; absent when the run failed as a whole
 */
public record RunError(Optional<String> uniqueId, Failure failure) {

  public static RunError ofRun(Failure failure) {
    return new RunError(Optional.empty(), failure);
  }

  public static RunError ofNode(String uniqueId, Failure failure) {
    return new RunError(Optional.of(uniqueId), failure);
  }
}
