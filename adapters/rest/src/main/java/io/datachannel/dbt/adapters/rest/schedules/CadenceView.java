package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.schedule.Cadence;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * When a schedule fires, in the form in which a user gives it: each kind has the members that it takes.
 *
 * @param time hours and minutes, for example 02:30
 * @param days of the month; -1 is the last
 */
public record CadenceView(
    String kind,
    Optional<Integer> every,
    Optional<Integer> startHour,
    Optional<Integer> startMinute,
    Optional<List<Integer>> hours,
    Optional<Integer> minute,
    Optional<String> time,
    Optional<List<String>> weekDays,
    Optional<List<Integer>> days,
    Optional<List<Integer>> months,
    Optional<String> cron,
    Optional<List<Long>> pipelines,
    Optional<String> quorum) {

  static CadenceView of(Cadence cadence) {
    Parts parts = new Parts();
    CadenceBody.Kind kind = switch (cadence) {
      case Cadence.EveryHours hours -> {
        parts.every = Optional.of(hours.every());
        parts.startHour = Optional.of(hours.startHour());
        parts.startMinute = Optional.of(hours.startMinute());
        yield CadenceBody.Kind.EVERY_HOURS;
      }
      case Cadence.ChosenHours chosen -> {
        parts.hours = list(chosen.hours(), hour -> hour);
        parts.minute = Optional.of(chosen.minute());
        yield CadenceBody.Kind.CHOSEN_HOURS;
      }
      case Cadence.Daily daily -> {
        parts.time = time(daily.time());
        yield CadenceBody.Kind.DAILY;
      }
      case Cadence.Weekly weekly -> {
        parts.weekDays = list(weekly.weekDays(), DayOfWeek::name);
        parts.time = time(weekly.time());
        yield CadenceBody.Kind.WEEKLY;
      }
      case Cadence.Monthly monthly -> {
        parts.days = list(monthly.days(), day -> day);
        parts.months = list(monthly.months(), Month::getValue);
        parts.time = time(monthly.time());
        yield CadenceBody.Kind.MONTHLY;
      }
      case Cadence.Cron cron -> {
        parts.cron = Optional.of(cron.expression().text());
        yield CadenceBody.Kind.CRON;
      }
      case Cadence.AfterPipelines after -> {
        parts.pipelines = list(after.pipelines(), PipelineId::value);
        parts.quorum = Optional.of(after.quorum().name());
        yield CadenceBody.Kind.AFTER_PIPELINES;
      }
    };
    return new CadenceView(kind.name(), parts.every, parts.startHour, parts.startMinute, parts.hours, parts.minute, parts.time,
        parts.weekDays, parts.days, parts.months, parts.cron, parts.pipelines, parts.quorum);
  }

  private static Optional<String> time(LocalTime time) {
    return Optional.of(time.toString());
  }

  private static <T, V> Optional<List<V>> list(Collection<T> items, Function<T, V> value) {
    return Optional.of(items.stream().map(value).toList());
  }

  /** The members that a kind has; the others stay away. */
  private static final class Parts {
    private Optional<Integer> every = Optional.empty();
    private Optional<Integer> startHour = Optional.empty();
    private Optional<Integer> startMinute = Optional.empty();
    private Optional<List<Integer>> hours = Optional.empty();
    private Optional<Integer> minute = Optional.empty();
    private Optional<String> time = Optional.empty();
    private Optional<List<String>> weekDays = Optional.empty();
    private Optional<List<Integer>> days = Optional.empty();
    private Optional<List<Integer>> months = Optional.empty();
    private Optional<String> cron = Optional.empty();
    private Optional<List<Long>> pipelines = Optional.empty();
    private Optional<String> quorum = Optional.empty();
  }
}
