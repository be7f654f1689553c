package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The runs; rows of {@code log_dbt_project_run}. */
public interface Runs {

  RunId add(NewRun run);

  /** Adds runs, also of several accounts, whose slots this transaction has locked. @return their ids, in the same order */
  List<RunId> addAll(List<NewRun> added);

  Optional<RunRecord> find(AccountId account, RunId id);

  /** Those that the filter lets through, newest first; {@code after} is the id of the last one seen. */
  List<RunRecord> list(AccountId account, RunFilter filter, Page page);

  /** The run with its row, and its account's slot before it, locked until the end of the transaction around this call. */
  Optional<Run> lock(RunId id);

  /**
   * Writes the next state of a run whose row this transaction has locked, and counts it in its account's slot. A run that is queued
   * again begins anew: it has one attempt more, its nodes are forgotten, and it counts as lost when its lease was over.
   *
   * @param before the run as {@link #lock} gave it
   * @return the rows changed: 0 when the row is no longer in the state and under the fencing number of {@code before}
   */
  int move(Run before, RunState next);

  /**
   * Writes the states of runs that {@link RunQueue#lockNext} has locked, with their leases, and counts each in its account's slot.
   *
   * @param begun each under the fencing number behind its last one, all of one owner and begun at one instant
   * @param lease how long they are leased, by the database's clock
   * @return the rows changed: as many as there are runs
   */
  int begin(List<Begun> begun, Duration lease);

  /** A queued run with the state that it is to have. */
  record Begun(Run queued, RunState.Running state) {}
}
