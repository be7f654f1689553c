package io.datachannel.dbt.application.execution;

/**
 * The named steps on the way of a run at which a crash does the most harm. Passing one does nothing, unless the service was started with
 * {@code -Ddatachannel.fault=NAME}: then the process is gone at the first pass, as by {@code kill -9}, so that each is one row of a test.
 */
public enum FaultPoint {
  /** The claim is written and not yet committed. */
  BEFORE_CLAIM_COMMIT,
  /** The run is RUNNING in the database, and nothing was done for it. */
  AFTER_CLAIM_COMMIT,
  /** Files of the checkout are written, beside their place. */
  DURING_CHECKOUT,
  /** The environment is built, and not yet in its place. */
  DURING_ENVIRONMENT,
  /** Everything is ready for dbt. */
  BEFORE_CHILD_START,
  /** dbt's process was started. */
  AFTER_CHILD_START,
  /** dbt has told how a first node ended. */
  DURING_DBT,
  /** A user's cancel was heard, and dbt told to stop. */
  WHILE_CANCELLING,
  /** dbt has ended; nothing of that is written yet, and nothing kept on this machine. */
  RESULT_KNOWN,
  /** The end is kept on this machine, and written, and not yet committed. */
  BEFORE_END_COMMIT,
  /** The end is committed; the journal does not say so yet, and no file is in the storage. */
  AFTER_END_COMMIT,
  /** A file of the run is in the storage, and still in the outbox. */
  DURING_UPLOAD,
  /** A lost run is ended or queued again, and not yet committed. */
  BEFORE_REAP_COMMIT,
  /** A lost run is ended or queued again; its journal does not say so yet. */
  AFTER_REAP_COMMIT;

  private static final String CHOSEN = System.getProperty("datachannel.fault", "");
  private static final int KILLED = 137;

  /** No hook of the process runs when this is the chosen one: that is the point. */
  public void pass() {
    if (name().equals(CHOSEN)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
