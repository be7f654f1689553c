package io.datachannel.dbt.adapters.scheduling;

import java.util.List;

/** A queue that work can be taken from. */
@FunctionalInterface
public interface WorkSource {

  /** The next pieces of work, claimed for this process; empty when there are none. @param most at least 1 */
  List<Runnable> next(int most);
}
