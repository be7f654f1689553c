package io.datachannel.dbt.adapters.security.jwt;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a token of the platform must be like (MicroProfile JWT Authentication 2.1, "Configuration Parameters").
 *
 * @param issuer    mp.jwt.verify.issuer
 * @param audiences mp.jwt.verify.audiences: one of them must be in {@code aud}; none for any audience
 * @param algorithm mp.jwt.verify.publickey.algorithm: RS256 or ES256; a token of another one is refused
 * @param skew      mp.jwt.verify.clock.skew: how far the platform's clock may be off
 * @param longest   mp.jwt.verify.token.age: how long after {@code iat} a token is good, whatever its {@code exp} says
 */
public record JwtRules(
    String issuer, Set<String> audiences, String algorithm, Duration skew, Optional<Duration> longest, ClaimNames claims) {
  public static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");

  /** @throws IllegalArgumentException when the algorithm is none of those that are taken */
  public JwtRules {
    if (!ALGORITHMS.contains(algorithm)) {
      throw new IllegalArgumentException("The algorithm of the platform's tokens must be RS256 or ES256, got '" + algorithm + "'.");
    }
  }

  /** The top-level claims that name account, user and role. */
  public record ClaimNames(String account, String user, String roles) {}
}
