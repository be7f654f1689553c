package io.datachannel.dbt.application.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A network of IPv4 or IPv6 addresses.
 *
 * @param address one of it, as four or sixteen bytes
 * @param bits    how many of its first bits all of them share
 */
public record Network(byte[] address, int bits) {
  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]+)(?:/([0-9]{1,3}))?");

  public Network {
    address = address.clone();
  }

  /** Whether a text is meant as an address or a network, and not as a name. */
  public static boolean isMeant(String text) {
    return text.contains(":") || text.contains("/") || text.matches("[0-9.]+");
  }

  /** @throws IllegalArgumentException when the text is neither an address nor a network such as 10.20.0.0/16 */
  public static Network of(String text) {
    var found = FORM.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no network such as 10.20.0.0/16 or fd00:20::/32");
    }
    InetAddress literal = InetAddress.ofLiteral(found.group(1));
    if (!text.contains(":") && !literal.getHostAddress().equals(found.group(1))) {
      throw new IllegalArgumentException("'" + text + "' is an address in an unusual form");
    }
    byte[] bytes = literal.getAddress();
    int bits = found.group(2) == null ? bytes.length * 8 : Integer.parseInt(found.group(2));
    if (bits > bytes.length * 8) {
      throw new IllegalArgumentException("'" + text + "' has more bits than an address");
    }
    return new Network(bytes, bits);
  }

  /** Whether an address is one of it. */
  public boolean holds(InetAddress other) {
    byte[] theirs = other.getAddress();
    if (theirs.length != address.length) {
      return false;
    }
    int whole = bits / 8;
    int rest = bits % 8;
    int mask = 0xff << (8 - rest);
    return Arrays.equals(address, 0, whole, theirs, 0, whole)
        && (rest == 0 || (address[whole] & mask & 0xff) == (theirs[whole] & mask & 0xff));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network && bits == network.bits && Arrays.equals(address, network.address);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(address) + bits;
  }

  @Override
  public String toString() {
    return "Network[" + Arrays.toString(address) + "/" + bits + "]";
  }
}
