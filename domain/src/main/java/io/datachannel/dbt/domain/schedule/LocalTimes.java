package io.datachannel.dbt.domain.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The local times at which a cadence fires, without zone. */
interface LocalTimes {
  /** The 29th of February is at most eight years away: 1896 to 1904, 2096 to 2104. */
  int LONGEST_WAIT_DAYS = 8 * 366 + 1;

  Optional<LocalDateTime> next(LocalDateTime after);

  static LocalTimes of(Cadence cadence) {
    return switch (cadence) {
      case Cadence.EveryHours hours -> onDays(_ -> true, times(hoursOf(hours), hours.startMinute()));
      case Cadence.ChosenHours chosen -> onDays(_ -> true, times(chosen.hours(), chosen.minute()));
      case Cadence.Daily daily -> onDays(_ -> true, times(daily.time()));
      case Cadence.Weekly weekly -> onDays(day -> weekly.weekDays().contains(day.getDayOfWeek()), times(weekly.time()));
      case Cadence.Monthly monthly -> onDays(day -> falls(monthly, day), times(monthly.time()));
      case Cadence.Cron cron -> cron.expression()::next;
      case Cadence.AfterPipelines _ -> _ -> Optional.empty();
    };
  }

  /** Sorted. */
  static SortedSet<Integer> hoursOf(Cadence.EveryHours hours) {
    SortedSet<Integer> all = new TreeSet<>();
    for (int passed = 0; passed < 24; passed += hours.every()) {
      all.add((hours.startHour() + passed) % 24);
    }
    return all;
  }

  private static boolean falls(Cadence.Monthly monthly, LocalDate day) {
    boolean last = monthly.days().contains(Cadence.Monthly.LAST) && day.getDayOfMonth() == day.lengthOfMonth();
    return monthly.months().contains(day.getMonth()) && (last || monthly.days().contains(day.getDayOfMonth()));
  }

  private static SortedSet<LocalTime> times(LocalTime time) {
    return new TreeSet<>(Set.of(time));
  }

  private static SortedSet<LocalTime> times(Collection<Integer> hours, int minute) {
    return hours.stream().map(hour -> LocalTime.of(hour, minute)).collect(Collectors.toCollection(TreeSet::new));
  }

  private static LocalTimes onDays(Predicate<LocalDate> days, SortedSet<LocalTime> times) {
    return after -> {
      LocalDate first = after.toLocalDate();
      for (LocalDate day = first; day.isBefore(first.plusDays(LONGEST_WAIT_DAYS)); day = day.plusDays(1)) {
        LocalDate that = day;
        Optional<LocalDateTime> found = days.test(day)
            ? times.stream().map(that::atTime).filter(time -> time.isAfter(after)).findFirst() : Optional.empty();
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    };
  }
}
