package io.datachannel.dbt.domain.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"DBT_REGION", "DBT_1", "DBT_ENV_SECRET_GIT_TOKEN", "DBT_ENV_CUSTOM_ENV_TEAM", "DBT_TARGETS"})
  void aNameOfTheUsersOwnIsTaken(String name) {
    assertEquals(name, VariableName.of(name).value());
  }

  @ParameterizedTest
  @Tag("fault-39")
  @CsvSource({"REGION, must begin with DBT_", "dbt_region, must begin with DBT_", "DBT_, must begin with DBT_", "DBT_A-B, must begin with DBT_",
      "DBT_ENV_SECRET_, must begin with DBT_", "DBT_ENV_SECRET, must begin with DBT_", "DBT_ENV_SECRETX, must begin with DBT_",
      "PATH, must begin with DBT_", "DBT_TARGET, option", "DBT_PROFILES_DIR, option", "DBT_PROJECT_DIR, option", "DBT_TARGET_PATH, option",
      "DBT_WRITE_JSON, option", "HOME, must begin with DBT_", "DBT_LOG_LEVEL, option",
      "DBT_SEND_ANONYMOUS_USAGE_STATS, option", "DBT_ENGINE_TARGET, option", "DBT_ENGINE, option", "DBT_ENV_SECRET_PASSWORD, warehouse"})
  void oneThatDbtOrTheServiceNeedsIsRefusedAndSaysWhy(String name, String why) {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> VariableName.of(name));

    assertEquals(FailureCode.FIELD_INVALID, refused.code());
    assertEquals("name", refused.field());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void theLongestNameHasAHundredCharacters() {
    assertEquals(100, VariableName.of("DBT_" + "A".repeat(96)).value().length());
    assertThrows(InvalidInput.class, () -> VariableName.of("DBT_" + "A".repeat(97)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"DBT_A | ''", "DBT_A | '  '", "DBT_ENV_SECRET_A | abc"})
  void aValueThatIsNoneIsRefused(String name, String value) {
    assertEquals("value", assertThrows(InvalidInput.class, () -> VariableName.of(name).checked(value)).field());
  }

  @Test
  void aValueIsBounded() {
    VariableName name = VariableName.of("DBT_A");
    assertEquals(8192, name.checked("a".repeat(8192)).reveal().length());
    assertThrows(InvalidInput.class, () -> name.checked("a".repeat(8193)));
    assertThrows(InvalidInput.class, () -> name.checked("two\nlines"));
  }

  @Test
  void secretOnesAreKeptApartAndTheStampTellsNoValue() {
    EnvironmentVariables variables = new EnvironmentVariables(new TreeMap<>(Map.of(
        "DBT_REGION", new EnvironmentVariables.Variable(new Secret("eu"), 3),
        "DBT_ENV_SECRET_GIT_TOKEN", new EnvironmentVariables.Variable(new Secret("hunter2"), 5))));

    assertEquals(Map.of("DBT_REGION", "eu"), variables.plain());
    assertEquals(Map.of("DBT_ENV_SECRET_GIT_TOKEN", new Secret("hunter2")), variables.secret());
    assertEquals("DBT_ENV_SECRET_GIT_TOKEN@5 DBT_REGION@3", variables.stamp());
    assertFalse(variables.toString().contains("hunter2"), variables::toString);
  }
}
