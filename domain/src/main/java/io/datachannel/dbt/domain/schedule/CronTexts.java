package io.datachannel.dbt.domain.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The canonical cron text of each cadence. */
final class CronTexts {
  private CronTexts() {}

  static Optional<String> of(Cadence cadence) {
    return switch (cadence) {
      case Cadence.EveryHours hours -> Optional.of(hours.startMinute() + " " + hourField(hours) + " * * *");
      case Cadence.ChosenHours chosen -> Optional.of(chosen.minute() + " " + list(chosen.hours()) + " * * *");
      case Cadence.Daily daily -> Optional.of(at(daily.time()) + " * * *");
      case Cadence.Weekly weekly -> Optional.of(at(weekly.time()) + " * * " + weekDayField(weekly.weekDays()));
      case Cadence.Monthly monthly when monthly.days().contains(Cadence.Monthly.LAST) -> Optional.empty();
      case Cadence.Monthly monthly -> Optional.of(
          at(monthly.time()) + " " + list(monthly.days()) + " " + monthField(monthly.months()) + " *");
      case Cadence.Cron cron -> Optional.of(cron.expression().text());
      case Cadence.AfterPipelines _ -> Optional.empty();
    };
  }

  private static String at(LocalTime time) {
    return time.getMinute() + " " + time.getHour();
  }

  private static String hourField(Cadence.EveryHours hours) {
    if (!hours.followsElapsedTime()) {
      return list(LocalTimes.hoursOf(hours));
    }
    int first = hours.startHour() % hours.every();
    if (hours.every() == 1) {
      return "*";
    }
    return first == 0 ? "*/" + hours.every() : first + "-23/" + hours.every();
  }

  /** Sunday is 0, as in Unix cron. */
  private static String weekDayField(Set<DayOfWeek> days) {
    return days.size() == 7 ? "*" : list(days.stream().map(day -> day.getValue() % 7).sorted().toList());
  }

  private static String monthField(Set<Month> months) {
    return months.size() == 12 ? "*" : list(months.stream().map(Month::getValue).toList());
  }

  private static String list(Collection<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
