package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.RunRows.Row;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The ledger of {@link InMemoryRuns}. */
public final class InMemoryRunLedger implements RunLedger {
  private final RunRows rows;
  private final Set<RunId> refused = new HashSet<>();

  InMemoryRunLedger(RunRows rows) {
    this.rows = rows;
  }

  /** From now on the node rows of this run are what a database can never take. */
  void refuseNodesOf(RunId run) {
    refused.add(run);
  }

  @Override
  public int recordCommit(RunId run, Lease lease, String commit) {
    return write(run, row -> row.runningUnder(lease), row -> row.commit = Optional.of(commit));
  }

  @Override
  public int recordEnvironment(RunId run, Lease lease, PreparedEnvironment prepared) {
    return write(run, row -> row.runningUnder(lease), row -> {
      row.fingerprint = Optional.of(prepared.environment().fingerprint());
      row.lock = Optional.of(prepared.environment().lock());
      row.dbtVersion = Optional.of(prepared.dbtVersion());
      row.warnings = prepared.warnings();
    });
  }

  @Override
  public int recordNodes(RunId run, Lease lease, List<NodeResult> results) {
    if (!results.isEmpty() && refused.contains(run)) {
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "The statement is too long.", new IllegalStateException("on purpose"));
    }
    return results.size() * write(run, row -> row.runningUnder(lease),
        row -> results.forEach(result -> row.nodes.put(result.uniqueId(), result)));
  }

  @Override
  public int recordErrors(RunId run, Lease lease, List<RunError> errors) {
    return errors.size() * write(run, row -> row.heldUnder(lease), row -> row.errors.addAll(errors));
  }

  @Override
  public void recordLog(RunId run, String path) {
    write(run, _ -> true, row -> row.logPath = Optional.of(path));
  }

  @Override
  public List<NodeResult> nodes(AccountId account, RunId run) {
    synchronized (rows) {
      return rows.find(run).filter(row -> row.run.account().equals(account))
          .map(row -> List.copyOf(row.nodes.values())).orElse(List.of());
    }
  }

  @Override
  public List<RunError> errors(AccountId account, RunId run, WantedErrors wanted) {
    synchronized (rows) {
      return rows.find(run).filter(row -> row.run.account().equals(account)).stream().flatMap(row -> row.errors.stream())
          .filter(error -> wanted.only().filter(code -> code != error.failure().code()).isEmpty())
          .filter(error -> wanted.but().filter(code -> code == error.failure().code()).isEmpty())
          .limit(wanted.most()).toList();
    }
  }

  private int write(RunId run, Predicate<Row> allowed, Consumer<Row> change) {
    synchronized (rows) {
      Optional<Row> held = rows.find(run).filter(allowed);
      held.ifPresent(change);
      return held.isPresent() ? 1 : 0;
    }
  }
}
