package io.datachannel.dbt.bootstrap.chaos;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every fault point, dealt out to clusters of their own that are at work at the same time. */
@Tag("fault-1")
@Tag("fault-2")
@Tag("fault-3")
@Tag("fault-4")
@Tag("fault-5")
@Tag("fault-6")
@Tag("fault-7")
@Tag("fault-8")
@Chaos
class FaultPointsTest {
  private static final int CLUSTERS = 4;

  @Nested
  class First extends FaultPointsSuite {
    First() {
      super(0, CLUSTERS);
    }
  }

  @Nested
  class Second extends FaultPointsSuite {
    Second() {
      super(1, CLUSTERS);
    }
  }

  @Nested
  class Third extends FaultPointsSuite {
    Third() {
      super(2, CLUSTERS);
    }
  }

  @Nested
  class Fourth extends FaultPointsSuite {
    Fourth() {
      super(3, CLUSTERS);
    }
  }
}
