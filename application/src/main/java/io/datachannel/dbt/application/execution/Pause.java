package io.datachannel.dbt.application.execution;

import java.time.Duration;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Pause {

  /** Returns after about this time. */
  void of(Duration length);
}
