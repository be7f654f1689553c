package io.datachannel.dbt.application.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which servers may be connected to: all of the Internet, and of other networks those that the operator names.
 *
 * @param names    of hosts that are reached wherever their names lead
 * @param networks whose addresses are reached under any name
 */
public record ReachableHosts(Set<String> names, List<Network> networks) {
  /** The Internet alone. */
  public static final ReachableHosts PUBLIC = new ReachableHosts(Set.of(), List.of());

  /**
   * @param allowed names of hosts, addresses, and networks such as 10.20.0.0/16
   * @throws IllegalArgumentException for a text that is none of them
   */
  public static ReachableHosts of(List<String> allowed) {
    return new ReachableHosts(
        allowed.stream().filter(text -> !Network.isMeant(text)).map(ReachableHosts::name).collect(Collectors.toUnmodifiableSet()),
        allowed.stream().filter(Network::isMeant).map(Network::of).toList());
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*")) {
      throw new IllegalArgumentException("'" + text + "' is no name of a host");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether the operator named the host, or a network that its address is in. */
  public boolean areNamed(String host, InetAddress address) {
    return names.contains(host.toLowerCase(Locale.ROOT)) || networks.stream().anyMatch(network -> network.holds(address));
  }

  /**
   * Why a host may not be connected to at an address that its name was found to lead to; empty when it may.
   *
   * @param setting where the operator names hosts that may
   */
  public Optional<String> refusal(String host, InetAddress address, String setting) {
    boolean reachable = areNamed(host, address) || PublicAddresses.hold(address);
    return reachable ? Optional.empty() : Optional.of("The host " + host + " is not on the Internet but in a network of its own (its address is "
        + address.getHostAddress() + "), which this service does not reach into; have the operator add it to " + setting + " if it is to.");
  }
}
