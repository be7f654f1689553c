package io.datachannel.dbt.adapters.rest.webhooks;

import io.datachannel.dbt.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Compares what a provider sends with what a secret makes, in a time that does not tell how much of it is right. */
final class Signatures {
  private static final String HMAC = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private Signatures() {}

  /** {@code sha256=} and the lower-case hexadecimal HMAC of the body. */
  static boolean isHmac(String given, byte[] body, Secret secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes(secret.reveal()), HMAC));
      return MessageDigest.isEqual(bytes(given), bytes(PREFIX + HexFormat.of().formatHex(mac.doFinal(body))));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + HMAC, missing);
    }
  }

  /** Digests are of one length, whatever the length of what is given. */
  static boolean isSame(String given, Secret secret) {
    return MessageDigest.isEqual(bytes(sha256(bytes(given))), bytes(sha256(bytes(secret.reveal()))));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
