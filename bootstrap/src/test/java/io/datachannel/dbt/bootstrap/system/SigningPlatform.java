package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** A platform that signs tokens for its users, by the JDK alone. */
final class SigningPlatform {
  static final String ISSUER = "https://login.platform.example";
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair keys;

  SigningPlatform() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Good until the year 2100, unless the claims say otherwise. @param more claims, each with a comma before it */
  Secret token(long account, long user, String role, String more) {
    String signed = base64("{\"alg\": \"RS256\", \"typ\": \"JWT\"}") + "." + base64(
        "{\"iss\": \"%s\", \"account_id\": %d, \"sub\": \"%d\", \"groups\": [\"%s\"], \"exp\": 4102444800%s}"
            .formatted(ISSUER, account, user, role, more));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return new Secret(signed + "." + URL.encodeToString(signature.sign()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String publicKey() {
    return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String base64(String text) {
    return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
