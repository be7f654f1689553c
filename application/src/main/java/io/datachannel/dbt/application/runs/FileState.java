package io.datachannel.dbt.application.runs;

/** Where the files of a run that is over have got to. */
public enum FileState {
  /** There are none. */
  NONE,
  /** They wait on a copy of the service until they are in the storage. */
  PENDING,
  /** The storage has them. */
  STORED,
  /** The storage will not have all of them. */
  LOST
}
