package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as text (RFC 7468). Whether a key fits is for the server to say; here it is seen whether it came through whole. */
final class Pem {
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
  private static final Set<String> PLAIN = Set.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY");
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  /** Not DER inside. */
  private static final String OPENSSH = "OPENSSH PRIVATE KEY";
  /** DER begins every key and certificate with a SEQUENCE. */
  private static final int SEQUENCE = 0x30;

  private Pem() {}

  private record Block(String label, String body) {}

  static String certificates(String name, String text) {
    List<Block> blocks = blocks(name, text);
    if (!blocks.stream().allMatch(block -> block.label().equals("CERTIFICATE"))) {
      throw FieldValue.invalid(name, "must hold certificates only, each from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.");
    }
    return lines(text);
  }

  /** A key that may be encrypted. */
  static String key(String name, String text) {
    Block block = onlyKey(name, text);
    if (!PLAIN.contains(block.label()) && !block.label().equals(ENCRYPTED)) {
      throw FieldValue.invalid(name, notPrivate(block.label()));
    }
    return lines(text);
  }

  static String plainKey(String name, String text) {
    Block block = onlyKey(name, text);
    if (block.label().equals(ENCRYPTED)) {
      throw FieldValue.invalid(name, "is encrypted, and there is no one to enter its passphrase. Take it off: openssl pkcs8 -in key.pem "
          + "-topk8 -nocrypt.");
    }
    if (!PLAIN.contains(block.label())) {
      throw FieldValue.invalid(name, notPrivate(block.label()));
    }
    return lines(text);
  }

  static boolean isEncrypted(String key) {
    return key.contains("-----BEGIN " + ENCRYPTED + "-----");
  }

  private static Block onlyKey(String name, String text) {
    List<Block> blocks = blocks(name, text);
    if (blocks.size() != 1) {
      throw FieldValue.invalid(name, "must hold one key and nothing else.");
    }
    return blocks.getFirst();
  }

  private static String notPrivate(String label) {
    return label.equals(OPENSSH)
        ? "is a key of OpenSSH; convert it: ssh-keygen -p -m PKCS8 -f key."
        : "is no private key but a " + label.toLowerCase(Locale.ROOT) + "; give the private key that belongs to it.";
  }

  /** At least one, and nothing besides. Line by line: a text of a user is no food for a backtracking expression. */
  private static List<Block> blocks(String name, String text) {
    List<Block> blocks = new ArrayList<>();
    String label = "";
    StringBuilder body = new StringBuilder();
    for (String line : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
      Matcher begin = BEGIN.matcher(line);
      if (label.isEmpty() && begin.matches()) {
        label = begin.group(1);
        body.setLength(0);
      } else if (!label.isEmpty() && line.equals("-----END " + label + "-----")) {
        blocks.add(checked(name, new Block(label, body.toString())));
        label = "";
      } else if (label.isEmpty() || line.startsWith("-----")) {
        throw notWhole(name);
      } else {
        body.append(line);
      }
    }
    if (!label.isEmpty() || blocks.isEmpty()) {
      throw notWhole(name);
    }
    return blocks;
  }

  private static Block checked(String name, Block block) {
    if (block.body().contains(":")) {
      throw FieldValue.invalid(name, "is encrypted in an old way; convert it: openssl pkcs8 -topk8 -in key.pem.");
    }
    try {
      byte[] der = Base64.getDecoder().decode(block.body());
      if (!block.label().equals(OPENSSH) && (der.length < 2 || der[0] != SEQUENCE)) {
        throw notWhole(name);
      }
      return block;
    } catch (IllegalArgumentException _) {
      throw notWhole(name);
    }
  }

  private static InvalidInput notWhole(String name) {
    return FieldValue.invalid(name, "must be PEM, whole and with its line ends: give the content of the file, from -----BEGIN to the last "
        + "-----END line. In JSON a line end is written \\n.");
  }

  private static String lines(String text) {
    return String.join("\n", text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) + "\n";
  }
}
