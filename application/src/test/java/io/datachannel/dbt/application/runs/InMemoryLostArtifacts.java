package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunWarning;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lost artifacts of {@link InMemoryRuns}. */
public final class InMemoryLostArtifacts implements LostArtifacts {
  private final RunRows rows;

  InMemoryLostArtifacts(RunRows rows) {
    this.rows = rows;
  }

  @Override
  public void record(RunId run, String name, String reason) {
    record(run, _ -> true, name, reason);
  }

  @Override
  public void record(RunId run, Lease lease, String name, String reason) {
    record(run, row -> row.heldUnder(lease), name, reason);
  }

  private void record(RunId run, Predicate<RunRows.Row> allowed, String name, String reason) {
    synchronized (rows) {
      rows.find(run).filter(allowed).filter(row -> !row.lostArtifacts.contains(name)).ifPresent(row -> {
        row.lostArtifacts = more(row.lostArtifacts, name);
        row.warnings = more(row.warnings, new RunWarning(RunWarning.Code.ARTIFACT_GIVEN_UP, reason));
      });
    }
  }

  private static <T> List<T> more(List<T> before, T one) {
    return Stream.concat(before.stream(), Stream.of(one)).toList();
  }
}
