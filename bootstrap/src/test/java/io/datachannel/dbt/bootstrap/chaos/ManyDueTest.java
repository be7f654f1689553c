package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How late they begin, and how long the API takes meanwhile, is measured by {@link SchedulesBench}. */
@Tag("fault-43")
@Chaos
class ManyDueTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void aThousandOfTenThousandSchedulesAreQueuedOnceEach() throws SQLException {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "many").prepared()) {
      ManyDue.ground().accept(cluster);

      ManyDue.Made made = ManyDue.fire(cluster);

      assertEquals("1000 1000 1000 1000", made.firings() + " " + made.schedules() + " " + made.runs() + " " + made.queued(), made::toString);
      assertTrue(made.took().compareTo(LONGEST) < 0, made::toString);
    }
  }
}
