package io.datachannel.dbt.bootstrap.system;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two looks at a condition that another process makes true. */
public final class Pause {
  private Pause() {}

  public static void briefly() {
    try {
      new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
