package io.datachannel.dbt.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryWaitsTest {
  @ParameterizedTest
  @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "9, PT4H16M", "10, PT6H", "11, PT6H", "2147483647, PT6H"})
  void eachIsTwiceAsLongUpToSixHours(int failures, Duration wait) {
    assertEquals(wait, RetryWaits.after(failures));
  }

  @Test
  void aMessageIsTriedForADay() {
    Duration age = Duration.ZERO;
    int attempts = 0;
    for (Optional<Duration> wait = RetryWaits.ofMessage(++attempts, age); wait.isPresent(); wait = RetryWaits.ofMessage(++attempts, age)) {
      age = age.plus(wait.get());
    }

    assertTrue(age.compareTo(RetryWaits.LONGEST_LIFE) <= 0, age::toString);
    assertEquals(12, attempts);
    assertEquals(Duration.ofMinutes(IntStream.rangeClosed(0, 8).map(power -> 1 << power).sum()).plusHours(12), age);
  }
}
