package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.schedule.CronExpression;
import java.time.LocalDateTime;
import java.util.Optional;

/** Knows no cron but "MINUTE HOUR * * *". */
public final class FakeCronReader implements CronReader {
  @Override
  public CronExpression read(String text) {
    if (!text.matches("[0-9]{1,2} [0-9]{1,2} \\* \\* .+")) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "cadence.cron", "'cadence.cron' is no cron.");
    }
    return new EachDay(text);
  }

  private record EachDay(String text) implements CronExpression {
    @Override
    public boolean everyHour() {
      return false;
    }

    @Override
    public Optional<LocalDateTime> next(LocalDateTime after) {
      String[] fields = text.split(" ");
      LocalDateTime today = after.toLocalDate().atTime(Integer.parseInt(fields[1]), Integer.parseInt(fields[0]));
      return Optional.of(today.isAfter(after) ? today : today.plusDays(1));
    }
  }
}
