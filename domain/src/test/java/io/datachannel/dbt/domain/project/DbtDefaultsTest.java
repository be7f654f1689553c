package io.datachannel.dbt.domain.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.path.RelativePath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DbtDefaultsTest {

  private static DbtDefaults targeting(String name) {
    return new DbtDefaults("build", "{}", Optional.of(name), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "default", "_ci", "Dev-2", "nothing"})
  void aTargetHasAName(String name) {
    assertEquals(name, targeting(name).targetName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-t", "2", "a b", "a.b", "{{ x }}", "yes", "No", "TRUE", "null"})
  void whatYamlOrDbtWouldTakeForSomethingElseIsRefused(String name) {
    assertEquals("target", assertThrows(InvalidInput.class, () -> targeting(name)).field());
  }

  @Test
  void withoutOneItIsProd() {
    assertEquals("prod", DbtDefaults.STANDARD.targetName());
  }

  @Test
  void varsAreGivenInOneWayAlone() {
    ProjectSettings both = new ProjectSettings(DbtVersion.standard(), RelativePath.HERE, Optional.empty(),
        DbtArguments.of(List.of("--vars", "{a: 1}")), 4, ProjectSettings.STANDARD_TIMEOUT,
        new DbtDefaults("build", "{\"a\":2}", Optional.empty(), Optional.empty()), true);

    assertEquals(FailureCode.ARGUMENT_CONFLICT, assertThrows(InvalidInput.class, both::checked).code());
  }
}
