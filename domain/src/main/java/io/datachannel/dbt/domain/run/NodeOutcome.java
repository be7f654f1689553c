package io.datachannel.dbt.domain.run;

import java.util.Locale;

/** Our own word for the end of a node; dbt's raw status is kept beside it since its words change between engines. */
public enum NodeOutcome {
  SUCCEEDED, WARNED, FAILED, SKIPPED,
  /** Left alone on purpose: no-op, reused, or skipped by the selection. */
  UNTOUCHED;

  /** @param dbtStatus the raw status of a NodeFinished event or of run_results.json, in any case */
  public static NodeOutcome of(String dbtStatus) {
    return switch (dbtStatus.toLowerCase(Locale.ROOT)) {
      case "success", "pass" -> SUCCEEDED;
      case "warn" -> WARNED;
      case "skipped" -> SKIPPED;
      case "no-op", "no_op", "reused", "none", "deferred" -> UNTOUCHED;
      default -> FAILED;
    };
  }
}
