package io.datachannel.dbt.adapters.scheduling;

import java.util.Optional;

/** A queue that work can be taken from. */
@FunctionalInterface
public interface WorkSource {

  /** The next piece of work, claimed for this process; empty when there is none. */
  Optional<Runnable> next();
}
