package io.datachannel.dbt.adapters.security.jwt;

import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkEC;
import io.helidon.security.jwt.jwk.JwkRSA;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Reads public keys as MicroProfile JWT 2.1 takes them: PEM (PKCS#8), a JWK, a JWK set, or one of the latter in base64. */
final class KeyText {
  private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String PEM_END = "-----END PUBLIC KEY-----";

  private KeyText() {}

  /**
   * The keys of the algorithm. Others of a set, for encryption or another algorithm, are left out.
   *
   * @throws IllegalArgumentException when the text is no key, or holds none of the algorithm
   */
  static List<Jwk> keys(String text, String algorithm) {
    List<Jwk> keys;
    try {
      keys = all(text.strip(), algorithm).filter(key -> key.algorithm().equals(algorithm))
          .filter(key -> key.usage().filter(use -> !use.equals(Jwk.USE_SIGNATURE)).isEmpty()).toList();
    } catch (GeneralSecurityException | RuntimeException unreadable) {
      throw new IllegalArgumentException("the public key is neither PEM nor JWK nor a JWK set for " + algorithm, unreadable);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no public key for " + algorithm);
    }
    return keys;
  }

  private static Stream<Jwk> all(String text, String algorithm) throws GeneralSecurityException {
    if (text.startsWith(PEM_BEGIN)) {
      return Stream.of(pem(text, algorithm));
    }
    String json = text.startsWith("{") ? text : new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonObject object = reader.readObject();
      return object.containsKey("keys")
          ? object.getJsonArray("keys").getValuesAs(JsonObject.class).stream().flatMap(key -> usable(key, algorithm))
          : usable(object, algorithm);
    }
  }

  /** One strange key must not take the others of a set along; symmetric keys are none of ours. */
  private static Stream<Jwk> usable(JsonObject key, String algorithm) {
    boolean ours = key.getString("kty", "").equals(algorithm.equals("RS256") ? Jwk.KEY_TYPE_RSA : Jwk.KEY_TYPE_EC)
        && key.getString("alg", algorithm).equals(algorithm)
        && (!algorithm.equals("ES256") || key.getString("crv", "").equals("P-256"));
    return ours ? Stream.of(Jwk.create(key)) : Stream.empty();
  }

  private static Jwk pem(String text, String algorithm) throws GeneralSecurityException {
    byte[] bytes = Base64.getMimeDecoder().decode(text.replace(PEM_BEGIN, "").replace(PEM_END, ""));
    X509EncodedKeySpec key = new X509EncodedKeySpec(bytes);
    return algorithm.equals("RS256")
        ? JwkRSA.builder().publicKey((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(key)).algorithm(algorithm).build()
        : JwkEC.builder().publicKey((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(key)).algorithm(algorithm).build();
  }
}
