package io.datachannel.dbt.adapters.scheduling.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.datachannel.dbt.domain.schedule.CronExpression;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One expression. Cron-utils is asked in UTC only, where no clock changes, since it leaves out the times that a zone's gap swallows.
 * Where both fields of the day are given and one is a step on a wildcard, Unix cron wants both of them to match, and cron-utils
 * takes either: there it is asked for the day of the month alone, and for the day of the week beside it.
 */
final class CronUtilsExpression implements CronExpression {
  private static final CronDefinition UNIX = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);

  /** After so many years each date has been on each day of the week, across a leap year that was left out, too. */
  private static final int YEARS = 41;

  private final String text;
  private final ExecutionTime times;
  private final Optional<ExecutionTime> weekDays;

  /**
   * @param text five fields with single spaces
   * @throws IllegalArgumentException when it cannot be read
   */
  CronUtilsExpression(String text) {
    this.text = text;
    ExecutionTime whole = times(text);
    String[] fields = text.split(" ");
    boolean bothDays = !fields[2].equals("*") && !fields[4].equals("*") && (fields[2] + fields[4]).contains("*");
    this.times = bothDays ? times(String.join(" ", fields[0], fields[1], fields[2], fields[3], "*")) : whole;
    this.weekDays = bothDays ? Optional.of(times("0 0 * * " + fields[4])) : Optional.empty();
  }

  private static ExecutionTime times(String text) {
    return ExecutionTime.forCron(new CronParser(UNIX).parse(text));
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public boolean everyHour() {
    String hour = text.split(" ")[1];
    return hour.contains("*") || hour.contains("/");
  }

  @Override
  public Optional<LocalDateTime> next(LocalDateTime after) {
    Optional<LocalDateTime> found = nextOf(after);
    while (found.filter(time -> !isOnItsWeekDay(time)).isPresent()) {
      found = nextOf(found.get().with(LocalTime.MAX)).filter(time -> time.isBefore(after.plusYears(YEARS)));
    }
    return found;
  }

  private Optional<LocalDateTime> nextOf(LocalDateTime after) {
    ZonedDateTime minute = after.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC);
    return times.nextExecution(minute).map(ZonedDateTime::toLocalDateTime);
  }

  private boolean isOnItsWeekDay(LocalDateTime time) {
    return weekDays.map(days -> days.isMatch(time.toLocalDate().atStartOfDay(ZoneOffset.UTC))).orElse(true);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronUtilsExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
