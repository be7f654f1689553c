package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.Optional;

/** What a reporter says of a run when it first speaks of it. */
public record RunReport(ProjectId project, RunType type, DbtCommand command, ModelSelection selection, Stage stage, RunFacts facts,
    Optional<String> externalId) {

  /** @throws InvalidInput when the external id is empty, longer than 255 characters, or has a blank at an end */
  public RunReport {
    externalId.ifPresent(text -> {
      Text.required("externalId", text, 255);
      if (!text.equals(text.strip())) {
        throw new InvalidInput(FailureCode.FIELD_INVALID, "externalId", "'externalId' must not begin or end with a blank.");
      }
    });
  }

  /** How far it is. */
  public sealed interface Stage {

    /** It waits, elsewhere. */
    record Queued() implements Stage {}

    /** @param startedAt UTC; absent for now */
    record Running(Optional<Instant> startedAt) implements Stage {}
  }
}
