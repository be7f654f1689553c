package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ServiceVersionTest {
  @Test
  void itIsThatOfTheBuild() {
    assertTrue(ServiceVersion.text().matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), ServiceVersion::text);
  }
}
