package io.datachannel.dbt.adapters.scheduling.cron;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Unix cron in numbers, without names: written anew from the manual, to hold cron-utils against. */
final class PlainCron {
  private static final int DAYS = 9 * 366;

  private final Set<Integer> minutes;
  private final Set<Integer> hours;
  private final Set<Integer> days;
  private final Set<Integer> months;
  private final Set<Integer> weekDays;
  private final boolean eitherDay;

  PlainCron(String text) {
    String[] fields = text.split(" ");
    minutes = values(fields[0], 0, 59);
    hours = values(fields[1], 0, 23);
    days = values(fields[2], 1, 31);
    months = values(fields[3], 1, 12);
    weekDays = values(fields[4], 0, 6).stream().map(day -> day % 7).collect(Collectors.toSet());
    eitherDay = !fields[2].contains("*") && !fields[4].contains("*");
  }

  Optional<LocalDateTime> next(LocalDateTime after) {
    for (LocalDate day = after.toLocalDate(); day.isBefore(after.toLocalDate().plusDays(DAYS)); day = day.plusDays(1)) {
      if (falls(day)) {
        for (int hour : hours) {
          for (int minute : minutes) {
            if (day.atTime(hour, minute).isAfter(after)) {
              return Optional.of(day.atTime(hour, minute));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean falls(LocalDate day) {
    boolean ofMonth = days.contains(day.getDayOfMonth());
    boolean ofWeek = weekDays.contains(day.getDayOfWeek().getValue() % 7);
    return months.contains(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  private static Set<Integer> values(String field, int least, int most) {
    Set<Integer> values = new TreeSet<>();
    for (String part : field.split(",")) {
      String[] range = part.split("/")[0].replace("*", least + "-" + most).split("-");
      int step = part.contains("/") ? Integer.parseInt(part.split("/")[1]) : 1;
      int first = Integer.parseInt(range[0]);
      int last = range.length > 1 ? Integer.parseInt(range[1]) : part.contains("/") ? most : first;
      for (int value = first; value <= last; value += step) {
        values.add(value);
      }
    }
    return values;
  }

  /** Five fields of every kind; days and months are left open half of the time, so that most texts fire within a year. */
  static String anyText(Random random) {
    return anyField(random, 0, 59) + " " + anyField(random, 0, 23) + " " + (random.nextBoolean() ? "*" : anyField(random, 1, 31))
        + " " + (random.nextBoolean() ? "*" : anyField(random, 1, 12)) + " " + (random.nextBoolean() ? "*" : anyField(random, 0, 7));
  }

  private static String anyField(Random random, int least, int most) {
    int one = least + random.nextInt(most - least + 1);
    int later = one + random.nextInt(most - one + 1);
    // Not as long as the field: cron-utils refuses some of these, such as seven days of the week.
    int step = 1 + random.nextInt(Math.min(most - 1, most - one + 1));
    return switch (random.nextInt(7)) {
      case 0 -> "*";
      case 1 -> "*/" + step;
      case 2 -> one + "-" + later;
      case 3 -> one + "-" + later + "/" + step;
      case 4 -> one + "," + later;
      case 5 -> least + "-" + one + "," + later;
      default -> Integer.toString(one);
    };
  }
}
