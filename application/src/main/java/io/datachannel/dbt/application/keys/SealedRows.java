package io.datachannel.dbt.application.keys;

/** The rows that hold sealed secrets for good. */
public interface SealedRows {

  /** Goes through all of them, and seals again what an old key sealed. The rows keep their revisions. */
  Pass reseal();

  /**
   * What came of it.
   *
   * @param resealed   rows that were sealed by an old key
   * @param contended  rows that changed meanwhile; the next pass sees them again
   * @param unreadable rows with a secret that no key opens; they are left alone
   */
  record Pass(int resealed, int contended, int unreadable) {}
}
