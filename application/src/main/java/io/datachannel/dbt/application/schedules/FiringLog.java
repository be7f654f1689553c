package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.util.List;

/** What became of the firings of schedules: rows of {@code dbt_schedule_firings}, which {@link DueProjects#keep} adds. */
public interface FiringLog {
  /** Of a schedule, newest first; {@code after} is the id of the last one seen. Those of a deleted schedule stay. */
  List<FiringRecord> list(AccountId account, ProjectId project, ScheduleId schedule, Page page);

  /** Those that a run carries, merged ones too, by id. */
  List<FiringRecord> ofRun(AccountId account, RunId run);

  /** How many a run carries, without merged ones. */
  int carried(AccountId account, RunId run);

  /** Those with a run of the project that still waits in the queue, by id; without merged ones. */
  List<FiringRecord> waiting(AccountId account, ProjectId project);

  /** Those whose run is over, and of which it was not said yet what became of their models, by id. */
  List<FiringRecord> ended(int limit);

  /** Says what became of its models. @return the rows changed: 0 when that was said before */
  int settle(long firing, FiringRecord.Result result);

  /** Says anew which models of a run that still waits are its own. */
  void select(long firing, ModelSelection selection);
}
