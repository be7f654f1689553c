package io.datachannel.dbt.application.runs;

import java.util.List;

/** Ends of runs that are known here and not written down yet, on this machine: they outlive a process that is killed. */
public interface KeptEndings {

  /**
   * It is on the disk when this returns; a later one of the same run and fencing number takes its place.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure with STORAGE_UNAVAILABLE when the disk does not take it
   */
  void keep(KeptEnding ending);

  /** All that are kept, by run and fencing number. What cannot be read is left out, and said in the service's log. */
  List<KeptEnding> all();

  /** Nothing, when it is not there. @throws io.datachannel.dbt.application.result.PortFailure as {@link #keep} */
  void forget(KeptEnding ending);
}
