package io.datachannel.dbt.adapters.dbt;

/**
 * A process that is kept ready for runs, at this moment.
 *
 * @param busy  whether a run, or a server of a project, is below it
 * @param bytes that it holds in memory, its part of shared pages counted; 0 where that cannot be read
 */
public record ServerUse(Kind kind, boolean busy, long bytes) {
  /** It has imported dbt of an environment, or has read a project, too. */
  public enum Kind { ENVIRONMENT, PROJECT }
}
