package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;

/** What the tick reads and writes of several projects of an account at once: most of the time of a firing goes into asking for it. */
public interface DueProjects {

  /** Locks the rows of projects until the end of the transaction around this call, by id; without those that someone else holds. */
  List<DueProject> lock(AccountId account, List<ProjectId> projects);

  /**
   * Adds firings, and writes when schedules of the locked projects are to be looked at next.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure when an instant of a schedule was dealt with before; nothing is kept then
   */
  void keep(AccountId account, List<FiringRecord> firings, List<ScheduleRecord> plans);
}
