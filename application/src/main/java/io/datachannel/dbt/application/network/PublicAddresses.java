package io.datachannel.dbt.application.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tells the addresses of the Internet from all others (IANA, "IPv4 and IPv6 Special-Purpose Address Registries"). */
final class PublicAddresses {
  /** This host, private (RFC 1918), carriers' (100.64/10), loopback, link-local with the clouds' metadata, tests, multicast, reserved. */
  private static final List<Network> OTHERS = networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
      "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
      "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");
  /** All that was given out so far; loopback, mapped, unique local (fc00::/7) and link-local (fe80::/10) lie outside of it. */
  private static final Network GIVEN_OUT = Network.of("2000::/3");
  /** Protocols' own (Teredo among them), 6to4, which hides an IPv4 address, and documentation. */
  private static final List<Network> OTHERS_OF_IPV6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
  /** RFC 6052: the last four bytes are the IPv4 address that is reached. */
  private static final Network NAT64 = Network.of("64:ff9b::/96");
  private static final int WHERE_IPV4_BEGINS = 12;

  private PublicAddresses() {}

  static boolean hold(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return OTHERS.stream().noneMatch(network -> network.holds(address));
    }
    return NAT64.holds(address) ? hold(inside(address))
        : GIVEN_OUT.holds(address) && OTHERS_OF_IPV6.stream().noneMatch(network -> network.holds(address));
  }

  private static InetAddress inside(InetAddress nat64) {
    byte[] bytes = nat64.getAddress();
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, WHERE_IPV4_BEGINS, bytes.length));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::of).toList();
  }
}
