package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import java.util.List;

/**
 * How the work on a run ended.
 *
 * @param errors beyond those of failed nodes and of the event itself
 */
record RunEnding(RunEvent event, List<RunError> errors) {}
