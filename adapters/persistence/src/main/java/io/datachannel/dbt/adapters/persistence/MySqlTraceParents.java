package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.execution.TraceParent;
import io.datachannel.dbt.application.runs.TraceParents;
import io.datachannel.dbt.domain.run.RunId;
import java.util.Optional;

/** The column {@code trace_parent} of {@code log_dbt_project_run}. */
public final class MySqlTraceParents implements TraceParents {
  private static final Sql KEEP = new Sql("traceParents.keep", """
      update ${logs}.log_dbt_project_run
      set trace_parent = :parent
      where id = :run
      """);

  private static final Sql FIND = new Sql("traceParents.find", """
      select trace_parent
      from ${logs}.log_dbt_project_run
      where id = :run
      """);

  private final Session session;

  public MySqlTraceParents(Database database) {
    this.session = database.session();
  }

  @Override
  public void keep(RunId run, TraceParent parent) {
    session.put(KEEP, Values.of("run", run.value()).with("parent", parent.text()));
  }

  @Override
  public Optional<TraceParent> find(RunId run) {
    return session.one(FIND, Values.of("run", run.value()), row -> row.optionalText("trace_parent").flatMap(TraceParent::parse))
        .flatMap(parent -> parent);
  }
}
