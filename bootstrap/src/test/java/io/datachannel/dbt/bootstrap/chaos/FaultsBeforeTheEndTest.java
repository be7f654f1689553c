package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.application.execution.FaultPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the claim of a run to its dbt. */
@Chaos
class FaultsBeforeTheEndTest extends FaultPointsSuite {
  FaultsBeforeTheEndTest() {
    super("early");
  }

  @ParameterizedTest
  @EnumSource(value = FaultPoint.class, mode = EnumSource.Mode.INCLUDE, names = {
      "BEFORE_CLAIM_COMMIT", "AFTER_CLAIM_COMMIT", "DURING_CHECKOUT", "DURING_ENVIRONMENT", "BEFORE_CHILD_START",
      "AFTER_CHILD_START", "DURING_DBT"})
  void theRunEndsAllTheSame(FaultPoint point) {
    assertTheRunEndsAllTheSame(point);
  }
}
