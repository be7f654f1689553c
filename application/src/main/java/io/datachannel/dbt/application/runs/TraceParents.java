package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.TraceParent;
import io.datachannel.dbt.domain.run.RunId;
import java.util.Optional;

/** The places in traces that runs were asked for from. */
public interface TraceParents {

  /** In the transaction that adds the run, so that whoever claims it finds it. */
  void keep(RunId run, TraceParent parent);

  /** Empty when none was kept, and for a run that is not there. */
  Optional<TraceParent> find(RunId run);
}
