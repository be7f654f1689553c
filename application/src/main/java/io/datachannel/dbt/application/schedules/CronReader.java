package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.schedule.CronExpression;

/** Reads what users write as cron. */
public interface CronReader {

  /**
   * Takes the five fields of Unix cron, and the macros @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually.
   *
   * @throws io.datachannel.dbt.domain.failure.InvalidInput with the field cadence.cron when it is none of them, or would never fire
   */
  CronExpression read(String text);
}
