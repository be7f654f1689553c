package io.datachannel.dbt.adapters.observability.runs;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.execution.TraceParent;
import io.datachannel.dbt.application.execution.WorkContext;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.domain.run.RunId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** dbt, which finds the place of its run in a trace in its environment, so that what the run calls can go on with the trace. */
public final class TracedDbt implements DbtProcess {
  /** As OpenTelemetry has it for programs that are started by others. */
  static final String VARIABLE = "TRACEPARENT";

  private final DbtProcess dbt;
  private final Function<RunId, Optional<TraceParent>> places;

  /** @param places the place of a run that goes on here */
  public TracedDbt(DbtProcess dbt, Function<RunId, Optional<TraceParent>> places) {
    this.dbt = dbt;
    this.places = places;
  }

  @Override
  public Invocation start(DbtRequest request, Consumer<DbtEvent> listener) {
    return dbt.start(WorkContext.current().run().flatMap(places).map(place -> at(place, request)).orElse(request), listener);
  }

  private static DbtRequest at(TraceParent place, DbtRequest request) {
    Map<String, String> environment = new HashMap<>(request.environment());
    environment.put(VARIABLE, place.text());
    return new DbtRequest(request.account(), request.python(), request.projectFolder(), request.home(), request.arguments(), environment,
        request.secrets(), request.redactor());
  }

  @Override
  public void warm(DbtRequest request) {
    dbt.warm(request);
  }
}
