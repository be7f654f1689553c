package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.reporting.NewReportedRun;
import io.datachannel.dbt.application.reporting.ReportedRuns;
import io.datachannel.dbt.application.reporting.RunFacts;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunRows.Row;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The reported ones of {@link InMemoryRuns}. */
public final class InMemoryReportedRuns implements ReportedRuns {
  private final RunRows rows;

  InMemoryReportedRuns(RunRows rows) {
    this.rows = rows;
  }

  @Override
  public Added add(NewReportedRun run) {
    synchronized (rows) {
      return rows.newestFirst().stream().filter(row -> row.run.account().equals(run.account()))
          .filter(row -> isNamed(row, run.reporter().externalId())).findFirst()
          .<Added>map(row -> new Added.Known(row.run.id()))
          .orElseGet(() -> new Added.Fresh(rows.add(run).run.id()));
    }
  }

  private static boolean isNamed(Row row, Optional<String> externalId) {
    return externalId.isPresent() && row.run.carriedOutBy() instanceof CarriedOutBy.Reporter other
        && other.externalId().equals(externalId);
  }

  @Override
  public List<RunRecord> list(AccountId account, Page page) {
    synchronized (rows) {
      return rows.newestFirst().stream().filter(row -> row.run.account().equals(account) && row.run.isReported())
          .filter(row -> page.after() == 0 || row.run.id().value() < page.after())
          .limit(page.limit()).map(Row::toRecord).toList();
    }
  }

  @Override
  public void recordFacts(RunId run, RunFacts facts) {
    write(run, row -> {
      row.commit = facts.commit().or(() -> row.commit);
      row.dbtVersion = facts.dbtVersion().or(() -> row.dbtVersion);
    });
  }

  @Override
  public void recordCounts(RunId run, NodeTally tally) {
    write(run, row -> row.tally = Optional.of(tally));
  }

  @Override
  public void recordNodes(RunId run, List<NodeResult> results) {
    write(run, row -> results.forEach(result -> row.nodes.put(result.uniqueId(), result)));
  }

  @Override
  public void recordErrors(RunId run, List<RunError> errors) {
    write(run, row -> row.errors.addAll(errors));
  }

  @Override
  public Recorded recorded(RunId run) {
    synchronized (rows) {
      Row row = rows.find(run).orElseThrow();
      return new Recorded(row.nodes.size(), row.errors.size(),
          row.nodes.values().stream().mapToLong(node -> bytes(node.uniqueId(), node.name(), node.message(), node.thread())).sum()
              + row.errors.stream().mapToLong(error ->
                  bytes(error.uniqueId().orElse(""), error.failure().message(), error.failure().detail())).sum());
    }
  }

  private static long bytes(String... texts) {
    return Arrays.stream(texts).mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  private void write(RunId run, Consumer<Row> change) {
    synchronized (rows) {
      change.accept(rows.find(run).filter(row -> row.run.isReported()).orElseThrow());
    }
  }
}
