package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.application.network.Network;
import io.datachannel.dbt.application.network.ReachableHosts;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Which receivers messages are posted to: https on the Internet, everything else only where the operator says so.
 *
 * @param insecureHosts hosts that may be reached by http, whatever their addresses are
 * @param reachable     hosts that may be reached though they are not on the Internet
 */
public record ReceiverAddresses(List<String> insecureHosts, ReachableHosts reachable) {
  private static final String SETTING = "notify.private-hosts";
  private static final int LONGEST = 2000;

  /** Why nothing is posted there, as far as it can be told without asking for the host's address. The path may be a secret, and is not told. */
  Optional<String> refusal(String url) {
    return parsed(url).map(this::refusal).orElseGet(() -> Optional.of(
        "The address must be one such as https://host/path, of at most " + LONGEST + " characters, without a user's name and a fragment."));
  }

  private Optional<String> refusal(URI uri) {
    if (uri.getScheme().equalsIgnoreCase("http")) {
      return isInsecure(uri.getHost()) ? Optional.empty() : Optional.of(
          "The address must begin with https://; by http the network would read what is sent.");
    }
    return uri.getScheme().equalsIgnoreCase("https") ? ofLiteral(uri.getHost()) : Optional.of("The address must begin with https://.");
  }

  /** What nothing is wrong with but, maybe, where it leads. */
  static Optional<URI> parsed(String url) {
    try {
      URI uri = new URI(url);
      boolean plain = uri.getScheme() != null && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
          && uri.getPort() < 65_536 && url.length() <= LONGEST && url.chars().allMatch(letter -> letter > ' ' && letter < 127);
      return Optional.of(uri).filter(_ -> plain);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /** Why a host may not be connected to at an address that its name was found to lead to; empty when it may. */
  Optional<String> refusal(String host, InetAddress address) {
    return isInsecure(host) ? Optional.empty() : reachable.refusal(host, address, SETTING);
  }

  /** @throws AddressRefused with {@link #refusal(String, InetAddress)} */
  void check(String host, InetAddress address) throws AddressRefused {
    Optional<String> refusal = refusal(host, address);
    if (refusal.isPresent()) {
      throw new AddressRefused(refusal.get());
    }
  }

  private boolean isInsecure(String host) {
    return insecureHosts.stream().anyMatch(host::equalsIgnoreCase);
  }

  /** A host that is an address: only one way to write it is taken, since others read 0177.0.0.1 in another way than we do. */
  private Optional<String> ofLiteral(String named) {
    String host = named.replaceAll("^\\[|]$", "");
    if (!Network.isMeant(host)) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      return host.contains(":") || address.getHostAddress().equals(host) ? refusal(host, address)
          : Optional.of("The host is an address in an unusual form; write it as four decimal numbers.");
    } catch (IllegalArgumentException _) {
      return Optional.of("The host is neither a name nor an address.");
    }
  }
}
