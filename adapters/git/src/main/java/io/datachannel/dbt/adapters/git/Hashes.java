package io.datachannel.dbt.adapters.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of folders out of texts of users. */
final class Hashes {
  private static final int SHORT = 8;

  private Hashes() {}

  /** 32 hexadecimal digits. */
  static String of(String text) {
    return HexFormat.of().formatHex(digest(text), 0, 16);
  }

  /** 16 hexadecimal digits, for where few are beside each other. */
  static String shortOf(String text) {
    return HexFormat.of().formatHex(digest(text), 0, SHORT);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
