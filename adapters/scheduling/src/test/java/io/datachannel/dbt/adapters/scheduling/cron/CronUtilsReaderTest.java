package io.datachannel.dbt.adapters.scheduling.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.schedule.CronExpression;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fault-40")
class CronUtilsReaderTest {
  /** A Sunday. */
  private static final LocalDateTime FIRST_OF_MARCH = LocalDateTime.of(2026, 3, 1, 0, 0);
  private static final String EXAMPLE = "for example '30 2 * * 1-5' for 02:30 from Monday to Friday.";

  private final CronUtilsReader reader = new CronUtilsReader();

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "30 2 * * *        ; 03-01 02:30, 03-02 02:30, 03-03 02:30",
      "0 0 1,15 * 5      ; 03-06 00:00, 03-13 00:00, 03-15 00:00",
      "0 0 13 * 5        ; 03-06 00:00, 03-13 00:00, 03-20 00:00",
      "0 0 */10 * 1      ; 05-11 00:00, 06-01 00:00, 08-31 00:00",
      "0 0 1 * */3       ; 04-01 00:00, 07-01 00:00, 08-01 00:00",
      "0 12 * * 7        ; 03-01 12:00, 03-08 12:00, 03-15 12:00",
      "0 12 * * 0        ; 03-01 12:00, 03-08 12:00, 03-15 12:00",
      "0 12 * * 5-7      ; 03-01 12:00, 03-06 12:00, 03-07 12:00",
      "0 12 * * sun      ; 03-01 12:00, 03-08 12:00, 03-15 12:00",
      "0 12 * * MON-wed  ; 03-02 12:00, 03-03 12:00, 03-04 12:00",
      "0 12 1 jan,JUN *  ; 06-01 12:00, 01-01 12:00, 06-01 12:00",
      "5/20 0 * * *      ; 03-01 00:05, 03-01 00:25, 03-01 00:45",
      "0 2-23/6 * * *    ; 03-01 02:00, 03-01 08:00, 03-01 14:00",
      "10-12,50 1 * * *  ; 03-01 01:10, 03-01 01:11, 03-01 01:12",
      "0 0 31 * *        ; 03-31 00:00, 05-31 00:00, 07-31 00:00",
      "0 0 29 2 *        ; 02-29 00:00, 02-29 00:00, 02-29 00:00",
      "0 0 31 2 1        ; 02-01 00:00, 02-08 00:00, 02-15 00:00"})
  void firesAsUnixCronDoes(String text, String expected) {
    CronExpression expression = reader.read(text);

    List<String> found = new ArrayList<>();
    LocalDateTime at = FIRST_OF_MARCH;
    for (int i = 0; i < 3; i++) {
      at = expression.next(at).orElseThrow();
      found.add(at.toString().substring(5).replace('T', ' '));
    }
    assertEquals(expected, String.join(", ", found));
  }

  @Test
  void leapDaysComeInLeapYearsOnly() {
    CronExpression leap = reader.read("0 0 29 2 *");

    assertEquals(LocalDateTime.of(2028, 2, 29, 0, 0), leap.next(FIRST_OF_MARCH).orElseThrow());
    assertEquals(LocalDateTime.of(2104, 2, 29, 0, 0), leap.next(LocalDateTime.of(2096, 2, 29, 0, 0)).orElseThrow());
  }

  @Test
  void theNextTimeIsBehindTheGivenOne() {
    CronExpression daily = reader.read("30 2 * * *");

    assertEquals(LocalDateTime.of(2026, 3, 1, 2, 30), daily.next(LocalDateTime.of(2026, 3, 1, 2, 29, 59, 999_999_999)).orElseThrow());
    assertEquals(LocalDateTime.of(2026, 3, 2, 2, 30), daily.next(LocalDateTime.of(2026, 3, 1, 2, 30)).orElseThrow());
    assertEquals(LocalDateTime.of(2026, 3, 2, 2, 30), daily.next(LocalDateTime.of(2026, 3, 1, 2, 30, 1)).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
      "@hourly,   0 * * * *", "@daily,  0 0 * * *", "@midnight, 0 0 * * *", "@weekly,   0 0 * * 0",
      "@monthly,  0 0 1 * *", "@yearly, 0 0 1 1 *", "@Annually, 0 0 1 1 *", "' 5  4\t* * * ', 5 4 * * *"})
  void macrosAreWrittenOutAndSpacesMadeOne(String text, String canonical) {
    assertEquals(canonical, reader.read(text).text());
    assertEquals(reader.read(canonical), reader.read(text));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"0 * * * *; true", "*/30 * * * *; true", "0 */2 * * *; true", "0 2-23/6 * * *; true",
      "30 2 * * *; false", "0 1,13 * * *; false"})
  void followsElapsedTimeWhenTheHourIsAWildcardOrAStep(String text, boolean everyHour) {
    assertEquals(everyHour, reader.read(text).everyHour());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "60 * * * *", "* 24 * * *", "0 0 0 * *", "0 0 32 * *", "0 0 * 13 *", "0 0 * 0 *", "0 0 * * 8", "a b c d e", "-1 * * * *",
      "1- * * * *", "*/0 * * * *", "*/60 * * * *", "*/x * * * *", "0 0 L * *", "0 0 1W * *", "0 0 ? * 1", "0 0 * * 1#2", "1,,2 * * * *", "30-10 * * * *",
      "0 0 * * foo", "H * * * *", "0 0 * * 6-1"})
  void whatIsNoUnixCronIsRefused(String text) {
    refused(text, "cannot be read");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "0 30 2 * * ?        ; has 6 fields, and seconds and years are not for schedules.",
      "0 30 2 * * ? 2027   ; has 7 fields, and seconds and years are not for schedules.",
      "30 2 * *            ; has 4 fields.",
      "daily               ; has 1 field.",
      "''                  ; has 0 fields.",
      "@reboot             ; is no macro",
      "@every 5m           ; is no macro"})
  void whatHasOtherFieldsIsRefused(String text, String reason) {
    refused(text, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 31 2 *", "0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 30-31 FEB *"})
  void whatWouldNeverFireIsRefused(String text) {
    refused(text, "never fires");
  }

  @Test
  void aTextThatNoColumnHoldsIsRefused() {
    refused("0 0 * * " + "1,".repeat(130) + "1", "is longer than 255 characters");
  }

  /** Cron-utils beside a way that is too slow to use and too plain to be wrong: each minute is looked at. */
  @Test
  void firesLikeAMinuteByMinuteReadingOfTheSameText() {
    Random random = new Random(20_260_301);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String text = PlainCron.anyText(random);
      LocalDateTime after = FIRST_OF_MARCH.plusMinutes(random.nextInt(4 * 365 * 24 * 60));
      PlainCron plain = new PlainCron(text);
      if (plain.next(after).isPresent() && !plain.next(after).equals(reader.read(text).next(after))) {
        differences.add(text + " after " + after + ": " + reader.read(text).next(after) + " and not " + plain.next(after));
      }
    }
    assertEquals("", differences.stream().limit(20).collect(Collectors.joining("\n")));
  }

  private void refused(String text, String reason) {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> reader.read(text));

    assertEquals(FailureCode.FIELD_INVALID, refused.code());
    assertEquals("cadence.cron", refused.field());
    assertTrue(refused.getMessage().startsWith("'cadence.cron' " + reason), refused.getMessage());
    assertTrue(refused.getMessage().endsWith(EXAMPLE), refused.getMessage());
    assertTrue(refused.getMessage().contains(". Write five fields: "), refused.getMessage());
  }
}
