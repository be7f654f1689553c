package io.datachannel.dbt.domain.schedule;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.Month.APRIL;
import static java.time.Month.FEBRUARY;
import static java.time.Month.JANUARY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines;
import io.datachannel.dbt.domain.schedule.Cadence.ChosenHours;
import io.datachannel.dbt.domain.schedule.Cadence.Daily;
import io.datachannel.dbt.domain.schedule.Cadence.EveryHours;
import io.datachannel.dbt.domain.schedule.Cadence.Monthly;
import io.datachannel.dbt.domain.schedule.Cadence.Weekly;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CadenceTest {
  private static final LocalTime HALF_PAST_TWO = LocalTime.of(2, 30);
  private static final Set<Month> EACH_MONTH = EnumSet.allOf(Month.class);

  static Stream<Arguments> withCron() {
    return Stream.of(
        Arguments.of(new EveryHours(1, 9, 5), "5 * * * *"),
        Arguments.of(new EveryHours(6, 12, 0), "0 */6 * * *"),
        Arguments.of(new EveryHours(6, 14, 30), "30 2-23/6 * * *"),
        Arguments.of(new EveryHours(5, 22, 0), "0 3,8,13,18,22 * * *"),
        Arguments.of(new EveryHours(24, 4, 15), "15 4 * * *"),
        Arguments.of(new ChosenHours(Set.of(22, 6, 14), 45), "45 6,14,22 * * *"),
        Arguments.of(new Daily(HALF_PAST_TWO), "30 2 * * *"),
        Arguments.of(new Weekly(Set.of(SUNDAY, FRIDAY, MONDAY), HALF_PAST_TWO), "30 2 * * 0,1,5"),
        Arguments.of(new Weekly(EnumSet.allOf(DayOfWeek.class), HALF_PAST_TWO), "30 2 * * *"),
        Arguments.of(new Monthly(Set.of(31, 1), EACH_MONTH, HALF_PAST_TWO), "30 2 1,31 * *"),
        Arguments.of(new Monthly(Set.of(15), EnumSet.of(APRIL, JANUARY), HALF_PAST_TWO), "30 2 15 1,4 *"));
  }

  @ParameterizedTest
  @MethodSource("withCron")
  void aCadenceHasACanonicalCronText(Cadence cadence, String cron) {
    assertEquals(Optional.of(cron), cadence.cronText());
  }

  @Test
  void theLastDayOfAMonthAndAfterPipelinesHaveNone() {
    assertEquals(Optional.empty(), new Monthly(Set.of(Monthly.LAST), EACH_MONTH, HALF_PAST_TWO).cronText());
    assertEquals(Optional.empty(), after(3).cronText());
  }

  static Stream<Arguments> outOfBounds() {
    return Stream.of(
        refused("cadence.every", () -> new EveryHours(0, 0, 0)),
        refused("cadence.every", () -> new EveryHours(25, 0, 0)),
        refused("cadence.startHour", () -> new EveryHours(1, 24, 0)),
        refused("cadence.startMinute", () -> new EveryHours(1, 0, 60)),
        refused("cadence.hours", () -> new ChosenHours(Set.of(), 0)),
        refused("cadence.hours", () -> new ChosenHours(Set.of(24), 0)),
        refused("cadence.minute", () -> new ChosenHours(Set.of(1), -1)),
        refused("cadence.time", () -> new Daily(LocalTime.of(2, 30, 1))),
        refused("cadence.weekDays", () -> new Weekly(Set.of(), HALF_PAST_TWO)),
        refused("cadence.days", () -> new Monthly(Set.of(), EACH_MONTH, HALF_PAST_TWO)),
        refused("cadence.days", () -> new Monthly(Set.of(32), EACH_MONTH, HALF_PAST_TWO)),
        refused("cadence.days", () -> new Monthly(Set.of(0), EACH_MONTH, HALF_PAST_TWO)),
        refused("cadence.days", () -> new Monthly(Set.of(30, 31), EnumSet.of(FEBRUARY), HALF_PAST_TWO)),
        refused("cadence.days", () -> new Monthly(Set.of(31), EnumSet.of(APRIL, FEBRUARY), HALF_PAST_TWO)),
        refused("cadence.months", () -> new Monthly(Set.of(1), Set.of(), HALF_PAST_TWO)),
        refused("cadence.pipelines", () -> new AfterPipelines(Set.of(), AfterPipelines.Quorum.ALL)));
  }

  @ParameterizedTest
  @MethodSource("outOfBounds")
  void whatIsOutOfBoundsIsRefusedWithItsField(String field, Executable make) {
    assertEquals(field, assertThrows(InvalidInput.class, make).field());
  }

  @Test
  void theTwentyNinthOfFebruaryMayBeChosen() {
    assertEquals(Optional.of("30 2 29 2 *"), new Monthly(Set.of(29), EnumSet.of(FEBRUARY), HALF_PAST_TWO).cronText());
  }

  @Test
  void theOrderInWhichPipelinesAreNamedDoesNotMatter() {
    assertEquals(after(1, 20, 3), after(20, 3, 1));
  }

  private static AfterPipelines after(long... pipelines) {
    return new AfterPipelines(LongStream.of(pipelines).mapToObj(PipelineId::new).collect(Collectors.toSet()),
        AfterPipelines.Quorum.ALL);
  }

  private static Arguments refused(String field, Executable make) {
    return Arguments.of(field, make);
  }
}
