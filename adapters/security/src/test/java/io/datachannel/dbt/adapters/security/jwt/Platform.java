package io.datachannel.dbt.adapters.security.jwt;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** A platform with a key of its own, which signs by the JDK alone: what is tested is not used to make the test's tokens. */
record Platform(String kid, String algorithm, KeyPair keys) {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  static Platform rsa(String kid) {
    return new Platform(kid, "RS256", keyPair("RSA", 2048));
  }

  static Platform ec(String kid) {
    return new Platform(kid, "ES256", keyPair("EC", 256));
  }

  private static KeyPair keyPair(String kind, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String token(String claims) {
    return token("{\"alg\": \"" + algorithm + "\", \"typ\": \"JWT\", \"kid\": \"" + kid + "\"}", claims);
  }

  String token(String header, String claims) {
    String signed = base64(header) + "." + base64(claims);
    return signed + "." + URL.encodeToString(signature(signed));
  }

  private byte[] signature(String signed) {
    try {
      Signature signature = Signature.getInstance(
          algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String pem() {
    return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  String jwk() {
    JsonObjectBuilder jwk = Json.createObjectBuilder().add("kid", kid).add("use", "sig");
    switch (keys.getPublic()) {
      case RSAPublicKey rsa -> jwk.add("kty", "RSA").add("n", number(rsa.getModulus(), 256)).add("e", number(rsa.getPublicExponent(), 3));
      case ECPublicKey ec -> jwk.add("kty", "EC").add("crv", "P-256")
          .add("x", number(ec.getW().getAffineX(), 32)).add("y", number(ec.getW().getAffineY(), 32));
      default -> throw new IllegalStateException();
    }
    return jwk.build().toString();
  }

  static String jwks(String... keys) {
    return "{\"keys\": [" + String.join(", ", keys) + "]}";
  }

  static String base64(String text) {
    return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String number(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    byte[] given = number.toByteArray();
    int from = Math.max(0, given.length - length);
    System.arraycopy(given, from, bytes, length - (given.length - from), given.length - from);
    return URL.encodeToString(bytes);
  }
}
