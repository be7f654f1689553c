package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import java.util.List;

/** What the tick reads and writes of several projects at once: most of the time of a firing goes into asking for it. */
public interface DueProjects {

  /** Locks the rows of projects until the end of the transaction around this call, by id; without those that someone else holds. */
  List<DueProject> lock(List<OfProject> projects);

  /**
   * Adds firings, and writes when schedules of the locked projects are to be looked at next.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure when an instant of a schedule was dealt with before; nothing is kept then
   */
  void keep(List<FiringRecord> firings, List<ScheduleRecord> plans);
}
