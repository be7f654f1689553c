package io.datachannel.dbt.adapters.security.jwt;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Whom the claims of a token name, when it is good now. Instants in claims are seconds since 1970 UTC (RFC 7519, "NumericDate"). */
final class TokenClaims {
  /** What INT UNSIGNED holds. */
  private static final long HIGHEST_ID = 4_294_967_295L;

  private final JwtRules rules;
  private final InstantSource clock;

  TokenClaims(JwtRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  Optional<Caller> caller(JsonObject claims) {
    if (!rules.issuer().equals(claims.getString("iss", "")) || !isForUs(claims) || !isGoodNow(claims)) {
      return Optional.empty();
    }
    Optional<Long> account = id(claims, rules.claims().account());
    Optional<Long> user = id(claims, rules.claims().user());
    Optional<Role> role = role(claims);
    return account.isPresent() && user.isPresent() && role.isPresent()
        ? Optional.of(new Caller(new AccountId(account.get()), new UserId(user.get()), role.get())) : Optional.empty();
  }

  private boolean isForUs(JsonObject claims) {
    return rules.audiences().isEmpty() || texts(claims, "aud").anyMatch(rules.audiences()::contains);
  }

  private boolean isGoodNow(JsonObject claims) {
    double now = clock.millis() / 1000.0;
    double skew = rules.skew().toSeconds();
    OptionalDouble expires = seconds(claims, "exp");
    OptionalDouble issued = seconds(claims, "iat");
    double from = Math.max(seconds(claims, "nbf").orElse(0), issued.orElse(0));
    boolean young = rules.longest().map(Duration::toSeconds)
        .map(longest -> issued.isPresent() && now < issued.getAsDouble() + longest + skew).orElse(true);
    return expires.isPresent() && now < expires.getAsDouble() + skew && now >= from - skew && young;
  }

  /** @throws ClassCastException for a claim that is no number, which ends in no caller */
  private static OptionalDouble seconds(JsonObject claims, String name) {
    return claims.containsKey(name)
        ? OptionalDouble.of(((JsonNumber) claims.get(name)).doubleValue()) : OptionalDouble.empty();
  }

  /** A whole number, or its digits in a string, since {@code sub} must be a string. */
  private static Optional<Long> id(JsonObject claims, String name) {
    return texts(claims, name).filter(text -> text.matches("[1-9][0-9]{0,9}")).map(Long::valueOf)
        .filter(id -> id <= HIGHEST_ID && !(claims.get(name) instanceof JsonArray)).findFirst();
  }

  /** The highest of viewer, editor and admin; a service alone is a service, so that no user gets its powers by the way. */
  private Optional<Role> role(JsonObject claims) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    texts(claims, rules.claims().roles()).forEach(text -> Stream.of(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text)).forEach(roles::add));
    return roles.equals(Set.of(Role.SERVICE)) ? Optional.of(Role.SERVICE)
        : roles.stream().filter(role -> role != Role.SERVICE).max(Comparator.naturalOrder());
  }

  private static Stream<String> texts(JsonObject claims, String name) {
    return switch (claims.get(name)) {
      case JsonArray array -> array.stream().flatMap(TokenClaims::text);
      case JsonValue one -> text(one);
      case null -> Stream.empty();
    };
  }

  private static Stream<String> text(JsonValue value) {
    return switch (value) {
      case JsonString string -> Stream.of(string.getString());
      case JsonNumber number -> Stream.of(number.toString());
      default -> Stream.empty();
    };
  }
}
