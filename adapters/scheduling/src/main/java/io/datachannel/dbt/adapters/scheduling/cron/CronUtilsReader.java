package io.datachannel.dbt.adapters.scheduling.cron;

import io.datachannel.dbt.application.schedules.CronReader;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.schedule.CronExpression;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;

/** Cron by cron-utils, in its dialect of Unix. */
public final class CronUtilsReader implements CronReader {
  private static final Map<String, String> MACROS = Map.of(
      "@hourly", "0 * * * *",
      "@daily", "0 0 * * *",
      "@midnight", "0 0 * * *",
      "@weekly", "0 0 * * 0",
      "@monthly", "0 0 1 * *",
      "@yearly", "0 0 1 1 *",
      "@annually", "0 0 1 1 *");
  private static final int LONGEST = 255;
  private static final String FIELDS =
      " Write five fields: minute, hour, day of the month, month, day of the week;"
          + " for example '30 2 * * 1-5' for 02:30 from Monday to Friday.";

  /** Any: whatever fires at all, fires within some years. */
  private static final LocalDateTime SOME_DAY = LocalDateTime.of(2000, 1, 1, 0, 0);

  @Override
  public CronExpression read(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > LONGEST) {
      throw invalid("is longer than " + LONGEST + " characters.");
    }
    String five = written(trimmed).replaceAll("\\s+", " ");
    int fields = five.isEmpty() ? 0 : five.split(" ").length;
    if (fields != 5) {
      throw invalid("has " + fields + (fields == 1 ? " field" : " fields")
          + (fields > 5 ? ", and seconds and years are not for schedules." : "."));
    }
    CronExpression expression = expression(five);
    if (expression.next(SOME_DAY).isEmpty()) {
      throw invalid("never fires: no such day comes in these months.");
    }
    return expression;
  }

  private static String written(String text) {
    if (!text.startsWith("@")) {
      return text;
    }
    String known = MACROS.get(text.toLowerCase(Locale.ROOT));
    if (known == null) {
      throw invalid("is no macro that schedules know: those are @hourly, @daily, @weekly, @monthly and @yearly.");
    }
    return known;
  }

  private static CronExpression expression(String five) {
    try {
      return new CronUtilsExpression(five);
    } catch (IllegalArgumentException refused) {
      throw invalid("cannot be read: " + refused.getMessage().replace("Failed to parse cron expression. ", "").replaceFirst("\\.?$", "."));
    }
  }

  private static InvalidInput invalid(String reason) {
    return new InvalidInput(FailureCode.FIELD_INVALID, "cadence.cron", "'cadence.cron' " + reason + FIELDS);
  }
}
