package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;

/** Which artifacts of runs were given up, for the disk has a bound for what waits for the storage. */
public interface LostArtifacts {
  /** Stands for whatever there was. */
  String ALL = "*";

  /** Adds it to those of the run, and a warning with the reason to the run's warnings; once for each name. */
  void record(RunId run, String name, String reason);

  /** The same by the attempt that has this lease: one that was taken over says nothing of what the next one stored. */
  void record(RunId run, Lease lease, String name, String reason);
}
