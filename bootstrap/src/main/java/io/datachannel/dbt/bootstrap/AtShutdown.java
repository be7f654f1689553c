package io.datachannel.dbt.bootstrap;

import io.helidon.Main;
import io.helidon.common.Weighted;
import io.helidon.spi.HelidonShutdownHandler;

/**
 * Work for when the JVM is to end, before or after Helidon stops its server: it calls handlers one by one, the heaviest first. A hook of the
 * JVM's own would run beside Helidon's, which stops the server at once.
 */
record AtShutdown(double weight, Runnable work) implements HelidonShutdownHandler, Weighted {
  /** Of Helidon MP 4.1.7's own handler, as its class says; {@code DrainTest} fails when this is another. */
  private static final double WEIGHT_OF_HTTP = 200;

  static void beforeHttpStops(Runnable work) {
    Main.addShutdownHandler(new AtShutdown(WEIGHT_OF_HTTP + 1, work));
  }

  static void afterHttpStopped(Runnable work) {
    Main.addShutdownHandler(new AtShutdown(WEIGHT_OF_HTTP - 1, work));
  }

  @Override
  public void shutdown() {
    work.run();
  }
}
