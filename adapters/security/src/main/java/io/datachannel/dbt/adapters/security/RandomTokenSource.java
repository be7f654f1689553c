package io.datachannel.dbt.adapters.security;

import io.datachannel.dbt.application.account.TokenSource;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Tokens of 256 random bits, with a prefix by which a leaked one is recognised. */
public final class RandomTokenSource implements TokenSource {
  private static final String PREFIX = "dc_";
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public Secret fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String hash(Secret token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
