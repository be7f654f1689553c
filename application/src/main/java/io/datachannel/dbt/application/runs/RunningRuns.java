package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.RunId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that this process carries out now. */
public final class RunningRuns {
  private final Map<RunId, RunControl> controls = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  void add(RunControl control) {
    controls.put(control.claimed().run().id(), control);
    if (stopping) {
      control.stop(RunControl.Stop.SERVICE_STOPPED);
    }
  }

  void remove(RunControl control) {
    controls.remove(control.claimed().run().id(), control);
  }

  Collection<RunControl> all() {
    return List.copyOf(controls.values());
  }

  /** Stops the run when it is carried out here; another copy sees the request in the database. */
  public void cancel(RunId id) {
    Optional.ofNullable(controls.get(id)).ifPresent(control -> control.stop(RunControl.Stop.CANCELLED));
  }

  /** Stops all of them, and those that come late, because this process ends; each goes back into the queue. */
  public void stopForShutdown() {
    stopping = true;
    all().forEach(control -> control.stop(RunControl.Stop.SERVICE_STOPPED));
  }

  /** How many there are. */
  public int count() {
    return controls.size();
  }
}
