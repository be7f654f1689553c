package io.datachannel.dbt.adapters.process;

import java.util.List;

/**
 * Which network sandboxes have.
 *
 * @param localPorts of the machine's 127.0.0.1 that are reached from a network of one's own, by the same address there
 */
public record SandboxNetwork(Kind kind, List<Integer> localPorts) {
  /** One of its own or none at all; that of the machine; one of its own where it can be had. */
  public enum Kind { OWN, SHARED, AUTO }

  public static final SandboxNetwork SHARED = new SandboxNetwork(Kind.SHARED, List.of());

  public SandboxNetwork {
    localPorts = List.copyOf(localPorts);
  }
}
