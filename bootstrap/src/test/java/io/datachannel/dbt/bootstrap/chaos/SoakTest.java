package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three minutes of what {@link SoakBench} does for half an hour. */
@Chaos
@Order(1) // It takes longest, so the others go on beside it.
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class SoakTest {

  @Test
  void nothingIsLostDoubledOrLeftInThreeMinutesOfManyAccounts() throws InterruptedException {
    Soak.Outcome outcome = new Soak(SoakPlan.brief(), System.out::println).run();

    System.out.println(outcome);
    assertEquals(List.of(), outcome.violations());
    assertTrue(outcome.planned() > 0 && outcome.manual() > 0, outcome::toString);
  }
}
