package io.datachannel.dbt.application.readiness;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether this copy of the service can do its work now: what it stands on can be used, and it is not about to stop. */
public final class Readiness {
  private static final String NOT_DRAINING = "notDraining";

  private final List<WatchedPart> parts;
  private final List<WatchedPart> spare;
  private volatile boolean draining;

  public Readiness(List<WatchedPart> parts) {
    this(parts, List.of());
  }

  /** @param spare is told, and the service does without it for a while */
  public Readiness(List<WatchedPart> parts, List<WatchedPart> spare) {
    this.parts = List.copyOf(parts);
    this.spare = List.copyOf(spare);
  }

  /**
   * What is told to everyone, so without reasons.
   *
   * @param ready  whether all checks are passed
   * @param spared what is not needed now: the service does its work without it, and what is meant for it waits
   */
  public record Report(boolean ready, List<Check> checks, List<SparedCheck> spared) {
    public Report(boolean ready, List<Check> checks) {
      this(ready, checks, List.of());
    }
  }

  /** One of the checks. */
  public record Check(String name, boolean passed) {}

  /** One that does not count. @param failure why it is not passed */
  public record SparedCheck(String name, Optional<FailureCode> failure) {}

  public Report report() {
    List<Check> checks = Stream.concat(parts.stream().map(part -> new Check(part.name(), part.failure().isEmpty())),
        Stream.of(new Check(NOT_DRAINING, !draining))).toList();
    return new Report(checks.stream().allMatch(Check::passed), checks,
        spare.stream().map(part -> new SparedCheck(part.name(), part.failure().map(PortFailure::code))).toList());
  }

  /** From now on it is about to stop. */
  public void drain() {
    draining = true;
  }

  /**
   * Returns when a copy that is not about to stop can carry out work. One that could not renew a lease, or make a folder, must claim nothing.
   *
   * @throws PortFailure the first reason why it cannot
   */
  public void orFail() {
    Optional<PortFailure> failure = parts.stream().map(WatchedPart::failure).flatMap(Optional::stream).findFirst();
    if (failure.isPresent()) {
      throw new PortFailure(failure.get().code(), failure.get().getMessage(), failure.get());
    }
  }
}
