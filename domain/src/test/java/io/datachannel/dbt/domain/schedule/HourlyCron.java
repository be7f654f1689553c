package io.datachannel.dbt.domain.schedule;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A cron expression that needs no reader: every so many minutes, counted from the hour. */
record HourlyCron(int everyMinutes) implements CronExpression {
  @Override
  public String text() {
    return "*/" + everyMinutes + " * * * *";
  }

  @Override
  public boolean everyHour() {
    return true;
  }

  @Override
  public Optional<LocalDateTime> next(LocalDateTime after) {
    LocalDateTime minute = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    while (minute.getMinute() % everyMinutes != 0) {
      minute = minute.plusMinutes(1);
    }
    return Optional.of(minute);
  }
}
