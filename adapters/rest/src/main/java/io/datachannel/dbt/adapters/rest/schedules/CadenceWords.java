package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Says in words when a schedule fires. */
final class CadenceWords {
  private CadenceWords() {}

  static String of(Cadence cadence, ZoneId zone) {
    String words = switch (cadence) {
      case Cadence.EveryHours hours -> "every " + (hours.every() == 1 ? "hour" : hours.every() + " hours") + " from "
          + LocalTime.of(hours.startHour(), hours.startMinute());
      case Cadence.ChosenHours chosen ->
          "each day at " + joined(chosen.hours().stream().map(hour -> LocalTime.of(hour, chosen.minute()).toString()).toList(), "and");
      case Cadence.Daily daily -> "each day at " + daily.time();
      case Cadence.Weekly weekly -> "each " + joined(weekly.weekDays().stream().map(CadenceWords::name).toList(), "and")
          + " at " + weekly.time();
      case Cadence.Monthly monthly -> "on " + days(monthly.days()) + " of " + months(monthly.months()) + " at " + monthly.time();
      case Cadence.Cron cron -> "at the times of the cron expression " + cron.expression().text();
      case Cadence.AfterPipelines after -> "when " + pipelines(after);
    };
    return cadence instanceof Cadence.AfterPipelines ? words : words + " (" + ScheduleView.nameOf(zone) + ")";
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String days(Collection<Integer> days) {
    List<String> words = new ArrayList<>(days.stream().filter(day -> day > 0).map(day -> "day " + day).toList());
    if (days.contains(Cadence.Monthly.LAST)) {
      words.add("the last day");
    }
    return joined(words, "and");
  }

  private static String months(Collection<Month> months) {
    return months.size() == Month.values().length ? "each month"
        : joined(months.stream().map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH)).toList(), "and");
  }

  private static String pipelines(Cadence.AfterPipelines after) {
    String ids = joined(after.pipelines().stream().map(PipelineId::value).map(String::valueOf).toList(),
        after.quorum() == Quorum.ALL ? "and" : "or");
    return after.pipelines().size() == 1 ? "pipeline " + ids + " has loaded"
        : after.quorum() == Quorum.ALL ? "all of the pipelines " + ids + " have loaded" : "any of the pipelines " + ids + " has loaded";
  }

  private static String joined(List<String> words, String last) {
    return words.size() == 1 ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " " + last + " " + words.getLast();
  }
}
