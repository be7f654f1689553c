package io.datachannel.dbt.bootstrap;

import io.helidon.Main;
import io.helidon.common.Weighted;
import io.helidon.spi.HelidonShutdownHandler;

/**
 * Work for when the JVM is to end, before or after Helidon stops its server: it calls handlers one by one, the heaviest first. A hook of the
 * JVM's own would run beside Helidon's, which stops the server at once.
 */
record AtShutdown(double weight, Runnable work) implements HelidonShutdownHandler, Weighted {

  static void beforeHttpStops(Runnable work) {
    Main.addShutdownHandler(new AtShutdown(DEFAULT_WEIGHT + 1, work));
  }

  static void afterHttpStopped(Runnable work) {
    Main.addShutdownHandler(new AtShutdown(DEFAULT_WEIGHT - 1, work));
  }

  @Override
  public void shutdown() {
    work.run();
  }
}
