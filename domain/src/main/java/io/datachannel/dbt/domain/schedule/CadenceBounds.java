package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collection;
import java.util.Set;

/** The bounds of a cadence's values; each names its field as the API spells it. */
final class CadenceBounds {
  private CadenceBounds() {}

  static void inRange(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(field, "must be whole numbers from " + least + " to " + most + ".");
    }
  }

  static void notEmpty(String field, Collection<?> values) {
    if (values.isEmpty()) {
      throw invalid(field, "must hold at least one value.");
    }
  }

  static void wholeMinutes(LocalTime time) {
    if (time.getSecond() != 0 || time.getNano() != 0) {
      throw invalid("time", "must be hours and minutes, for example 02:30.");
    }
  }

  /** At least one of the days must come in one of the months. */
  static void daysOfMonths(Set<Integer> days, Set<Month> months) {
    for (int day : days) {
      if (day != Cadence.Monthly.LAST) {
        inRange("days", day, 1, 31);
      }
    }
    int longest = months.stream().mapToInt(Month::maxLength).max().orElseThrow();
    if (days.stream().allMatch(day -> day > longest)) {
      throw invalid("days", "names only days that the chosen months never have; use the last day (-1), or other months.");
    }
  }

  private static InvalidInput invalid(String field, String rule) {
    return new InvalidInput(FailureCode.FIELD_INVALID, "cadence." + field, "'cadence." + field + "' " + rule);
  }
}
