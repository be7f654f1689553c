package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ends of runs that outlive a process which a test lets die. */
public final class InMemoryKeptEndings implements KeptEndings {
  private final Map<String, KeptEnding> kept = new ConcurrentHashMap<>();
  private boolean full;
  private boolean dying;

  /** Stands for {@code kill -9}: nothing of the service catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** From now on nothing can be written. */
  void full() {
    full = true;
  }

  /** The process is gone as soon as the next one is kept. */
  void dieOnceKept() {
    dying = true;
  }

  @Override
  public void keep(KeptEnding ending) {
    if (full) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The disk is full.", new IllegalStateException("on purpose"));
    }
    kept.put(key(ending), ending);
    if (dying) {
      dying = false;
      throw new Killed();
    }
  }

  @Override
  public List<KeptEnding> all() {
    return kept.values().stream().sorted(Comparator.comparingInt((KeptEnding ending) -> ending.run().value())
        .thenComparingLong(ending -> ending.lease().fencingNumber())).toList();
  }

  @Override
  public void forget(KeptEnding ending) {
    kept.remove(key(ending));
  }

  private static String key(KeptEnding ending) {
    return ending.run().value() + "/" + ending.lease().fencingNumber();
  }
}
