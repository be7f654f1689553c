package io.datachannel.dbt.application.readiness;

/** Looks at a part that the service stands on. */
@FunctionalInterface
public interface Probe {

  /**
   * Returns when the part can be used.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure when it cannot; it says why, to the operator
   */
  void look();
}
