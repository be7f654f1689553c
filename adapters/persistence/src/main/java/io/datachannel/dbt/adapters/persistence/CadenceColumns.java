package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.schedules.CronReader;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Cadences as the specification's columns of {@code dbt_project_schedules}; which of them count, its kind says. */
final class CadenceColumns {
  private CadenceColumns() {}

  private enum Kind { EVERY_HOURS, CHOSEN_HOURS, DAILY, WEEKLY, MONTHLY, CRON, AFTER_PIPELINES }

  /** Every column, those of other kinds with NULL. */
  static Values of(Cadence cadence) {
    Values values = empty(kind(cadence)).with("cron_string", cadence.cronText().filter(text -> text.length() <= 255));
    return switch (cadence) {
      case Cadence.EveryHours hours -> values.with("schedule_interval", hours.every())
          .with("start_hour", hours.startHour()).with("start_min", hours.startMinute());
      case Cadence.ChosenHours chosen -> values.with("hours", list(chosen.hours(), hour -> hour)).with("start_min", chosen.minute());
      case Cadence.Daily daily -> at(values, daily.time());
      case Cadence.Weekly weekly -> at(values, weekly.time()).with("week_day", list(weekly.weekDays(), DayOfWeek::name));
      case Cadence.Monthly monthly -> at(values, monthly.time()).with("days", list(monthly.days(), day -> day))
          .with("months", list(monthly.months(), Month::getValue))
          .with("day", monthly.days().size() == 1 ? Optional.of(monthly.days().iterator().next()) : Optional.empty());
      case Cadence.Cron cron -> values.with("cron_string", cron.expression().text());
      case Cadence.AfterPipelines after -> values.with("quorum", after.quorum());
    };
  }

  static Cadence read(Row row, CronReader cron) {
    return switch (Kind.valueOf(row.text("cadence"))) {
      case EVERY_HOURS ->
          new Cadence.EveryHours(row.integer("schedule_interval"), row.integer("start_hour"), row.integer("start_min"));
      case CHOSEN_HOURS -> new Cadence.ChosenHours(set(row, "hours", Integer::valueOf), row.integer("start_min"));
      case DAILY -> new Cadence.Daily(time(row));
      case WEEKLY -> new Cadence.Weekly(set(row, "week_day", DayOfWeek::valueOf), time(row));
      case MONTHLY -> new Cadence.Monthly(
          set(row, "days", Integer::valueOf), set(row, "months", month -> Month.of(Integer.parseInt(month))), time(row));
      case CRON -> new Cadence.Cron(cron.read(row.text("cron_string")));
      case AFTER_PIPELINES -> new Cadence.AfterPipelines(pipelines(row), Quorum.valueOf(row.text("quorum")));
    };
  }

  private static Set<PipelineId> pipelines(Row row) {
    return JsonText.longs(row.text("pipelines")).stream().map(PipelineId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static Kind kind(Cadence cadence) {
    return switch (cadence) {
      case Cadence.EveryHours _ -> Kind.EVERY_HOURS;
      case Cadence.ChosenHours _ -> Kind.CHOSEN_HOURS;
      case Cadence.Daily _ -> Kind.DAILY;
      case Cadence.Weekly _ -> Kind.WEEKLY;
      case Cadence.Monthly _ -> Kind.MONTHLY;
      case Cadence.Cron _ -> Kind.CRON;
      case Cadence.AfterPipelines _ -> Kind.AFTER_PIPELINES;
    };
  }

  private static Values empty(Kind kind) {
    Values values = Values.of("cadence", kind);
    for (String column : new String[] {
        "schedule_interval", "start_hour", "start_min", "hours", "hour", "day", "days", "week_day", "months", "cron_string", "quorum"}) {
      values.with(column, Optional.empty());
    }
    return values;
  }

  private static Values at(Values values, LocalTime time) {
    return values.with("hour", time.getHour()).with("start_min", time.getMinute());
  }

  private static LocalTime time(Row row) {
    return LocalTime.of(row.integer("hour"), row.integer("start_min"));
  }

  private static <T> String list(Collection<T> items, Function<T, Object> word) {
    return items.stream().map(item -> word.apply(item).toString()).collect(Collectors.joining(","));
  }

  private static <T> Set<T> set(Row row, String column, Function<String, T> item) {
    return Arrays.stream(row.text(column).split(",")).map(item).collect(Collectors.toUnmodifiableSet());
  }
}
