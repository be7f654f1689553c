package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How often a schedule fires, in its own zone: the columns of {@code dbt_project_schedules}, and after pipelines. */
public sealed interface Cadence {

  /** Every n hours around the clock, so that one of them is {@code startHour}; when n does not divide 24, anew from there each day. */
  record EveryHours(int every, int startHour, int startMinute) implements Cadence {
    public EveryHours {
      CadenceBounds.inRange("every", every, 1, 24);
      CadenceBounds.inRange("startHour", startHour, 0, 23);
      CadenceBounds.inRange("startMinute", startMinute, 0, 59);
    }
  }

  /** At certain hours of each day, all at one minute. */
  record ChosenHours(Set<Integer> hours, int minute) implements Cadence {
    public ChosenHours {
      CadenceBounds.notEmpty("hours", hours);
      hours.forEach(hour -> CadenceBounds.inRange("hours", hour, 0, 23));
      CadenceBounds.inRange("minute", minute, 0, 59);
      hours = Collections.unmodifiableSet(new TreeSet<>(hours));
    }
  }

  /** @param time with whole minutes, as in all that follow */
  record Daily(LocalTime time) implements Cadence {
    public Daily {
      CadenceBounds.wholeMinutes(time);
    }
  }

  record Weekly(Set<DayOfWeek> weekDays, LocalTime time) implements Cadence {
    public Weekly {
      CadenceBounds.notEmpty("weekDays", weekDays);
      CadenceBounds.wholeMinutes(time);
      weekDays = Collections.unmodifiableSet(EnumSet.copyOf(weekDays));
    }
  }

  /**
   * A day that a month lacks is left out in that month.
   *
   * @param days 1 to 31, and {@link #LAST} for the last day of the month, whichever it is
   */
  record Monthly(Set<Integer> days, Set<Month> months, LocalTime time) implements Cadence {
    public static final int LAST = -1;

    public Monthly {
      CadenceBounds.notEmpty("days", days);
      CadenceBounds.notEmpty("months", months);
      CadenceBounds.daysOfMonths(days, months);
      CadenceBounds.wholeMinutes(time);
      days = Collections.unmodifiableSet(new TreeSet<>(days));
      months = Collections.unmodifiableSet(EnumSet.copyOf(months));
    }
  }

  record Cron(CronExpression expression) implements Cadence {}

  /** When the pipelines have loaded since the schedule's last run; it has no times of its own. */
  record AfterPipelines(Set<PipelineId> pipelines, Quorum quorum) implements Cadence {
    /** All of the pipelines, or any one of them. */
    public enum Quorum { ALL, ANY }

    public AfterPipelines {
      CadenceBounds.notEmpty("pipelines", pipelines);
      Set<PipelineId> sorted = new TreeSet<>(Comparator.comparingLong(PipelineId::value));
      sorted.addAll(pipelines);
      pipelines = Collections.unmodifiableSet(sorted);
    }

    /**
     * The firing that loads have brought about: all of them together are one, at the time of the last of them.
     *
     * @param lastLoads when each pipeline of the account last loaded, if ever
     * @param since     the schedule's last firing; loads up to then have had theirs
     */
    public Optional<Instant> due(Map<PipelineId, Instant> lastLoads, Instant since) {
      List<Instant> loads = pipelines.stream().map(lastLoads::get).filter(Objects::nonNull).filter(at -> at.isAfter(since)).toList();
      boolean enough = switch (quorum) {
        case ALL -> loads.size() == pipelines.size();
        case ANY -> true;
      };
      return loads.stream().max(Comparator.naturalOrder()).filter(_ -> enough);
    }
  }

  /** The same cadence in Unix cron, where there is one: the last day of a month and after pipelines have none. */
  default Optional<String> cronText() {
    return CronTexts.of(this);
  }

  /** It follows elapsed time, and not the clock on the wall: each cadence whose cron text has a wildcard or a step for the hour. */
  default boolean followsElapsedTime() {
    return switch (this) {
      case EveryHours hours -> hours.every() < 24 && 24 % hours.every() == 0;
      case Cron cron -> cron.expression().everyHour();
      case ChosenHours _, Daily _, Weekly _, Monthly _, AfterPipelines _ -> false;
    };
  }
}
