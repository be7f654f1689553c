package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.reporting.NewReportedRun;
import io.datachannel.dbt.application.reporting.ReportedRuns;
import io.datachannel.dbt.application.reporting.RunFacts;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;

/** The rows of {@code log_dbt_project_run} that a reporter carries out. */
public final class MySqlReportedRuns implements ReportedRuns {
  private final Session session;

  public MySqlReportedRuns(Database database) {
    this.session = database.session();
  }

  @Override
  public Added add(NewReportedRun run) {
    return session.inTransaction(() -> {
      int rows = session.change(ReportedRunStatements.ADD, RunRows.of(run));
      RunId id = session.one(ReportedRunStatements.ADDED, new Values(), row -> new RunId(row.integer("id"))).orElseThrow();
      return rows == 1 ? new Added.Fresh(id) : new Added.Known(id);
    });
  }

  @Override
  public List<RunRecord> list(AccountId account, Page page) {
    return session.all(ReportedRunStatements.LIST, Values.of("account", account.value())
        .with("before", page.after() == 0 ? Long.MAX_VALUE : page.after())
        .with("limit", page.limit()), RunRows::record);
  }

  @Override
  public void recordFacts(RunId run, RunFacts facts) {
    changeOne(ReportedRunStatements.SET_FACTS,
        Values.of("run", run.value()).with("commit", facts.commit()).with("dbt_version", facts.dbtVersion()));
  }

  @Override
  public void recordCounts(RunId run, NodeTally tally) {
    changeOne(ReportedRunStatements.SET_COUNTS, Values.of("run", run.value())
        .with("succeeded", tally.succeeded()).with("warned", tally.warned()).with("failed", tally.failed())
        .with("skipped", tally.skipped()).with("untouched", tally.untouched()));
  }

  @Override
  public void recordNodes(RunId run, List<NodeResult> results) {
    session.addAll(RunLedgerStatements.PUT_NODES, results.stream().map(result -> NodeRows.of(run, result)).toList());
  }

  @Override
  public void recordErrors(RunId run, List<RunError> errors) {
    session.addAll(RunLedgerStatements.ADD_ERRORS, errors.stream().map(error -> NodeRows.of(run, error)).toList());
  }

  @Override
  public Recorded recorded(RunId run) {
    return session.one(ReportedRunStatements.RECORDED, Values.of("run", run.value()),
        row -> new Recorded(row.number("nodes"), row.number("errors"), row.number("bytes"))).orElseThrow();
  }

  private void changeOne(Sql sql, Values values) {
    int rows = session.change(sql, values);
    if (rows != 1) {
      throw new IllegalStateException(sql.name() + " changed " + rows + " rows: no reported run has this id");
    }
  }
}
