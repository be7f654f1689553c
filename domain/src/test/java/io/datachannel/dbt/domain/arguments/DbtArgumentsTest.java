package io.datachannel.dbt.domain.arguments;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbtArgumentsTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "", "--full-refresh", "-x", "--select a b+ tag:nightly --exclude c", "--select=a", "-s a", "--vars {day:1}",
      "--vars={day:1}", "--resource-type model test", "--fail-fast --debug"})
  void takesWhatDbtTakes(String line) {
    assertDoesNotThrow(() -> arguments(line));
  }

  @ParameterizedTest
  @CsvSource({
      "--profiles-dir /tmp,        ARGUMENT_FORBIDDEN",
      "--profiles-dir=/tmp,        ARGUMENT_FORBIDDEN",
      "--project-dir ..,           ARGUMENT_FORBIDDEN",
      "--target prod,              ARGUMENT_FORBIDDEN",
      "-t prod,                    ARGUMENT_FORBIDDEN",
      "--target-path /etc,         ARGUMENT_FORBIDDEN",
      "--log-path /etc,            ARGUMENT_FORBIDDEN",
      "--state /etc,               ARGUMENT_FORBIDDEN",
      "--threads 99,               ARGUMENT_FORBIDDEN",
      "--no-such,                  ARGUMENT_UNKNOWN",
      "run,                        ARGUMENT_UNKNOWN",
      "--full-refresh now,         ARGUMENT_UNKNOWN",
      "--full-refresh=yes,         ARGUMENT_INVALID",
      "--select,                   ARGUMENT_INVALID",
      "--vars --debug,             ARGUMENT_INVALID",
      "-xd,                        ARGUMENT_UNKNOWN"})
  void refusesTheRestWithACode(String line, FailureCode code) {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> arguments(line));

    assertEquals(code, refused.code());
    assertEquals("arguments", refused.field());
  }

  @ParameterizedTest
  @CsvSource({
      "--fail-fast --select a b+ --debug,                    --fail-fast --debug",
      "-s a -x --exclude=b c --indirect-selection cautious,  -x",
      "--selector nightly --vars {a:1},                      --vars {a:1}",
      "--resource-type model --exclude-resource-types test,  ''"})
  void whatSelectsIsLeftOut(String line, String left) {
    assertEquals(arguments(left), arguments(line).withoutSelection());
  }

  @ParameterizedTest
  @CsvSource({
      "--select a,           true,  false, false",
      "--exclude a,          true,  false, false",
      "--no-full-refresh,    false, true,  false",
      "--vars {a: 1},        false, false, true"})
  void anArgumentThatTheRunGivesTooIsAConflict(String line, boolean selects, boolean fullRefresh, boolean vars) {
    DbtArguments arguments = DbtArguments.of(List.of(line.split(" ", 2)));

    InvalidInput conflict = assertThrows(InvalidInput.class, () -> arguments.checkAgainstService(selects, fullRefresh, vars));

    assertEquals(FailureCode.ARGUMENT_CONFLICT, conflict.code());
  }

  @Test
  void theWordsOfARunComeBehindThoseOfTheProject() {
    assertEquals(List.of("--debug", "--fail-fast"), arguments("--debug").with(arguments("--fail-fast")).words());
  }

  @Test
  void whatWasStoredUnderOtherRulesCanStillBeRead() {
    assertEquals(List.of("--an-option-of-old"), new DbtArguments(List.of("--an-option-of-old")).words());
  }

  private static DbtArguments arguments(String line) {
    return DbtArguments.of(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }
}
