package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.application.schedules.CronReader;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads when a schedule is to fire. */
final class CadenceBody {
  /** The highest id of a pipeline that the platform's INT UNSIGNED holds. */
  private static final long HIGHEST_PIPELINE = 4_294_967_295L;
  private static final int MOST_PIPELINES = 1000;

  /** The words of the API. */
  enum Kind {
    EVERY_HOURS("every", "startHour", "startMinute"), CHOSEN_HOURS("hours", "minute"), DAILY("time"), WEEKLY("weekDays", "time"),
    MONTHLY("days", "months", "time"), CRON("cron"), AFTER_PIPELINES("pipelines", "quorum");

    private final List<String> members;

    Kind(String... members) {
      this.members = List.of(members);
    }
  }

  private CadenceBody() {}

  static Cadence cadence(JsonBody body, CronReader cron) {
    body.rejectUnknown("kind", "every", "startHour", "startMinute", "hours", "minute", "time", "weekDays", "days", "months", "cron",
        "pipelines", "quorum");
    Kind kind = body.optionalChoice("kind", Kind.class).orElseThrow(() -> body.missing("kind"));
    KindMembers.check(body, kind.name(), kind.members, Arrays.stream(Kind.values()).flatMap(other -> other.members.stream()));
    return switch (kind) {
      case EVERY_HOURS -> new Cadence.EveryHours((int) body.requiredWhole("every", 1, 24),
          body.optionalInt("startHour", 0, 23).orElse(0), body.optionalInt("startMinute", 0, 59).orElse(0));
      case CHOSEN_HOURS -> new Cadence.ChosenHours(required(body, "hours", 0, 23), body.optionalInt("minute", 0, 59).orElse(0));
      case DAILY -> new Cadence.Daily(time(body));
      case WEEKLY -> new Cadence.Weekly(weekDays(body), time(body));
      case MONTHLY -> new Cadence.Monthly(required(body, "days", Cadence.Monthly.LAST, 31), months(body), time(body));
      case CRON -> new Cadence.Cron(cron.read(body.requiredText("cron")));
      case AFTER_PIPELINES -> new Cadence.AfterPipelines(pipelines(body),
          body.optionalChoice("quorum", Quorum.class).orElse(Quorum.ALL));
    };
  }

  private static LocalTime time(JsonBody body) {
    try {
      return LocalTime.parse(body.requiredText("time"), DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT));
    } catch (DateTimeException bad) {
      throw body.invalid("time", "hours and minutes, for example 02:30");
    }
  }

  private static Set<DayOfWeek> weekDays(JsonBody body) {
    List<String> words = body.optionalTextList("weekDays").orElseThrow(() -> body.missing("weekDays"));
    if (words.size() > DayOfWeek.values().length) {
      throw body.invalid("weekDays", "at most seven days");
    }
    return words.stream()
        .map(word -> Arrays.stream(DayOfWeek.values()).filter(day -> day.name().equals(word)).findFirst()
            .orElseThrow(() -> body.invalid("weekDays", "days such as MONDAY, in capitals")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Every month when none is said. */
  private static Set<Month> months(JsonBody body) {
    return numbers(body, "months", 1, 12).map(months -> months.stream().map(Month::of).collect(Collectors.toUnmodifiableSet()))
        .orElseGet(() -> EnumSet.allOf(Month.class));
  }

  private static Set<PipelineId> pipelines(JsonBody body) {
    return body.optionalWholeList("pipelines", MOST_PIPELINES, 1, HIGHEST_PIPELINE).orElseThrow(() -> body.missing("pipelines")).stream()
        .map(PipelineId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<Integer> required(JsonBody body, String field, int low, int high) {
    return numbers(body, field, low, high).orElseThrow(() -> body.missing(field));
  }

  private static Optional<Set<Integer>> numbers(JsonBody body, String field, int low, int high) {
    return body.optionalWholeList(field, high - low + 1, low, high)
        .map(all -> all.stream().map(Math::toIntExact).collect(Collectors.toUnmodifiableSet()));
  }
}
