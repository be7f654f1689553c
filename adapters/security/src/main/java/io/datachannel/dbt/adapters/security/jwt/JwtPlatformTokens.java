package io.datachannel.dbt.adapters.security.jwt;

import io.datachannel.dbt.application.account.PlatformTokens;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.secret.Secret;
import io.helidon.security.jwt.jwk.Jwk;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signed tokens of the platform, checked by MicroProfile JWT Authentication 2.1. Whatever is wrong with one, the answer is that it names
 * no one: the reason would help those alone who try to forge one.
 */
public final class JwtPlatformTokens implements PlatformTokens {
  private static final int LONGEST = 8192;
  private static final Pattern COMPACT = Pattern.compile("(([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+))\\.([A-Za-z0-9_-]+)");
  private static final JsonProvider JSON = JsonProvider.provider();

  private final JwtRules rules;
  private final PlatformKeys keys;
  private final TokenClaims claims;

  public JwtPlatformTokens(JwtRules rules, PlatformKeys keys, InstantSource clock) {
    this.rules = rules;
    this.keys = keys;
    this.claims = new TokenClaims(rules, clock);
  }

  @Override
  public Optional<Caller> callerWith(Secret token) {
    Matcher parts = COMPACT.matcher(token.reveal());
    if (token.reveal().length() > LONGEST || !parts.matches()) {
      return Optional.empty();
    }
    try {
      byte[] signed = parts.group(1).getBytes(StandardCharsets.US_ASCII);
      return isSignedByThePlatform(json(parts.group(2)), signed, decoded(parts.group(4)))
          ? claims.caller(json(parts.group(3))) : Optional.empty();
    } catch (RuntimeException malformed) {
      // Many kinds are thrown for what is not a token; each may carry parts of it, so none is logged.
      return Optional.empty();
    }
  }

  /** The algorithm is the configured one, never the token's choice: a public key must not become the secret of an HMAC. */
  private boolean isSignedByThePlatform(JsonObject header, byte[] signed, byte[] signature) {
    if (!header.getString("alg", "").equals(rules.algorithm()) || header.containsKey("crit")) {
      return false;
    }
    Optional<String> kid = header.containsKey("kid") ? Optional.of(header.getString("kid")) : Optional.empty();
    Optional<Jwk> key = keys.named(kid);
    return key.isPresent() && key.get().verifySignature(signed, signature);
  }

  private static JsonObject json(String part) {
    try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(decoded(part)))) {
      return reader.readObject();
    }
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
