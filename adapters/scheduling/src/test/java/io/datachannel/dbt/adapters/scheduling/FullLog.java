package io.datachannel.dbt.adapters.scheduling;

import java.util.ResourceBundle;
import java.util.concurrent.CountDownLatch;

/** Has no room for the words. */
record FullLog(CountDownLatch told) implements System.Logger {
  @Override
  public String getName() {
    return "full";
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
    told.countDown();
    throw new OutOfMemoryError("on purpose");
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
    throw new UnsupportedOperationException("not told with a trace: " + format);
  }
}
