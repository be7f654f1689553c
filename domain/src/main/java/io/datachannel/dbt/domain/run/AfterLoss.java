package io.datachannel.dbt.domain.run;

/** What is to become of a run whose copy of the service died while it carried the run out. */
public enum AfterLoss {
  /** It is FAILED as lost; a person decides what comes next. */
  FAIL,
  /** It is queued again, once; the second time it is FAILED as lost. */
  QUEUE_ONCE_AGAIN
}
