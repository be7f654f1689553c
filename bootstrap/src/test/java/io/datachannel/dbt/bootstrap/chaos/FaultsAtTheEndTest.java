package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.application.execution.FaultPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the cancel or the result of a run to its files, and the copy that finds it lost; whatever is not in the other test. */
@Chaos
class FaultsAtTheEndTest extends FaultPointsSuite {
  FaultsAtTheEndTest() {
    super("late");
  }

  @ParameterizedTest
  @EnumSource(value = FaultPoint.class, mode = EnumSource.Mode.EXCLUDE, names = {
      "BEFORE_CLAIM_COMMIT", "AFTER_CLAIM_COMMIT", "DURING_CHECKOUT", "DURING_ENVIRONMENT", "BEFORE_CHILD_START",
      "AFTER_CHILD_START", "DURING_DBT"})
  void theRunEndsAllTheSame(FaultPoint point) {
    assertTheRunEndsAllTheSame(point);
  }
}
