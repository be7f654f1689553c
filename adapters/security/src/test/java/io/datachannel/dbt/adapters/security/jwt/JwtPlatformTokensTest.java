package io.datachannel.dbt.adapters.security.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.security.jwt.JwtRules.ClaimNames;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtPlatformTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final long SECONDS = NOW.getEpochSecond();
  private static final Platform PLATFORM = Platform.rsa("first");
  private static final Platform CURVE = Platform.ec("curve");
  private static final String GOOD = """
      {"iss": "https://login.example", "aud": "dbt", "exp": %d, "iat": %d,
       "account_id": 4711, "user_id": 4, "groups": ["viewer", "editor"]}""".formatted(SECONDS + 60, SECONDS);

  private final SettableClock clock = new SettableClock(NOW);

  @Test
  void aGoodTokenNamesAccountUserAndRole() {
    Optional<Caller> caller = Optional.of(new Caller(new AccountId(4711), new UserId(4), Role.EDITOR));

    assertEquals(caller, caller(PLATFORM.token(GOOD)));
    assertEquals(caller, tokens("ES256", CURVE.jwk()).callerWith(new Secret(CURVE.token(GOOD))));
    assertEquals(caller, tokens("ES256", CURVE.pem()).callerWith(new Secret(CURVE.token(GOOD))));
    assertEquals(caller, tokens("RS256", PLATFORM.jwk()).callerWith(new Secret(PLATFORM.token(GOOD))));
    assertEquals(caller, tokens("RS256", Base64.getEncoder().encodeToString(PLATFORM.jwk().getBytes(StandardCharsets.UTF_8)))
        .callerWith(new Secret(PLATFORM.token(GOOD))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "[\"viewer\"]|VIEWER", "[\"admin\", \"viewer\"]|ADMIN", "\"editor\"|EDITOR", "[\"service\"]|SERVICE",
      "[\"everyone\", \"service\"]|SERVICE", "[\"service\", \"viewer\"]|VIEWER", "[\"everyone\"]|", "[]|", "[\"ADMIN\"]|",
      "{\"admin\": true}|", "null|"})
  void theHighestGroupIsTheRole(String groups, String role) {
    String token = PLATFORM.token(GOOD.replace("[\"viewer\", \"editor\"]", groups));

    assertEquals(Optional.ofNullable(role).map(Role::valueOf), caller(token).map(Caller::role));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"exp\": X|\"exp\": -61", "\"exp\": X|\"exp\": \"soon\"", "\"exp\": X,|", "\"iat\": N|\"nbf\": +61", "\"iat\": N|\"iat\": +61",
      "\"aud\": \"dbt\"|\"aud\": \"other\"", "\"aud\": \"dbt\",|", "\"aud\": \"dbt\"|\"aud\": [\"a\", \"b\"]",
      "https://login.example|https://login.example/", "\"iss\": \"https://login.example\",|",
      "4711|0", "4711|-1", "4711|4294967296", "4711|1.5", "4711|1e3", "4711|[4711]", "4711|{}", "4711|null", "4711|true", "4711|\"abc\"", "4711|\"\"",
      "4711|99999999999999999999", "\"account_id\": 4711,|", "\"user_id\": 4,|", "\"user_id\": 4,|\"user_id\": \"jane\",", "[\"viewer\", \"editor\"]|7"})
  @Tag("fault-48")
  void aClaimThatIsWrongOrMissingOpensNothing(String part, String replacement) {
    String now = part.replace("X", "" + (SECONDS + 60)).replace("N", "" + SECONDS);
    String then = Optional.ofNullable(replacement).orElse("").replace("-61", "" + (SECONDS - 61)).replace("+61", "" + (SECONDS + 61));

    assertTrue(GOOD.contains(now), now);
    assertEquals(Optional.empty(), caller(PLATFORM.token(GOOD.replace(now, then))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"4294967295\"", "4294967295", "\"1\"", "1"})
  void anIdIsAWholeNumberOfTheColumnOrItsDigits(String id) {
    long account = Long.parseLong(id.replace("\"", ""));
    assertEquals(Optional.of(new AccountId(account)), caller(PLATFORM.token(GOOD.replace("4711", id))).map(Caller::account));
  }

  @Test
  void theClockOfThePlatformMayBeOffByTheSkew() {
    String token = PLATFORM.token(GOOD);

    clock.advance(Duration.ofSeconds(119));
    assertTrue(caller(token).isPresent());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), caller(token));
  }

  @Test
  void aTokenIsNotGoodForLongerThanItsAgeMayBe() {
    JwtRules young = new JwtRules("https://login.example", Set.of(), "RS256", Duration.ZERO, Optional.of(Duration.ofSeconds(30)),
        new ClaimNames("account_id", "user_id", "groups"));
    JwtPlatformTokens tokens = new JwtPlatformTokens(young, PlatformKeys.of(PLATFORM.pem(), "RS256", clock), clock);

    assertTrue(tokens.callerWith(new Secret(PLATFORM.token(GOOD))).isPresent());
    clock.advance(Duration.ofSeconds(30));
    assertEquals(Optional.empty(), tokens.callerWith(new Secret(PLATFORM.token(GOOD))));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"alg\": \"none\"}", "{\"alg\": \"None\"}", "{\"alg\": \"HS256\"}", "{\"alg\": \"RS512\"}", "{\"alg\": \"ES256\"}", "{}", "[]",
      "{\"alg\": 7}", "{\"alg\": \"RS256\", \"kid\": 7}", "{\"alg\": \"RS256\", \"crit\": [\"exp\"]}", "no json"})
  @Tag("fault-48")
  void theHeaderDoesNotChooseHowItIsChecked(String header) {
    assertEquals(Optional.empty(), caller(PLATFORM.token(header, GOOD)));
  }

  @Test
  @Tag("fault-48")
  void thePublicKeyIsNoSecretOfAnHmac() throws GeneralSecurityException {
    String signed = Platform.base64("{\"alg\": \"HS256\", \"kid\": \"first\"}") + "." + Platform.base64(GOOD);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(PLATFORM.pem().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] forged = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));

    assertEquals(Optional.empty(), caller(signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(forged)));
    assertEquals(Optional.empty(), caller(signed + "."));
  }

  @Test
  @Tag("fault-48")
  void anotherKeyOfTheSameNameOpensNothing() {
    assertEquals(Optional.empty(), caller(Platform.rsa("first").token(GOOD)));
    String set = Platform.jwks(PLATFORM.jwk(), Platform.rsa("second").jwk());
    assertTrue(tokens("RS256", set).callerWith(new Secret(PLATFORM.token(GOOD))).isPresent());
    assertEquals(Optional.empty(), tokens("RS256", set).callerWith(new Secret(Platform.rsa("third").token(GOOD))));
    assertEquals(Optional.empty(), tokens("RS256", set).callerWith(new Secret(PLATFORM.token("{\"alg\": \"RS256\"}", GOOD))));
  }

  @Test
  @Tag("fault-48")
  void aChangedTokenOpensNothing() {
    String token = PLATFORM.token(GOOD);
    String[] parts = token.split("\\.");

    assertEquals(Optional.empty(), caller(parts[0] + "." + Platform.base64(GOOD.replace("4711", "18")) + "." + parts[2]));
    assertEquals(Optional.empty(), caller(parts[0] + "." + parts[1] + "." + Platform.base64("x")));
    assertEquals(Optional.empty(), caller(parts[0] + "." + parts[1]));
    assertEquals(Optional.empty(), caller(token + "." + parts[2]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "dc_token", "🦆.🦆.🦆", "a.b.c.d.e", "eyJ.eyJ.eyJ"})
  @Tag("fault-48")
  void whatIsNoTokenOpensNothing(String text) {
    assertEquals(Optional.empty(), caller(text));
  }

  @Test
  @Tag("fault-48")
  void anOversizedTokenOpensNothing() {
    String padded = PLATFORM.token(GOOD.replace("\"iss\"", "\"more\": \"" + "x".repeat(8192) + "\", \"iss\""));

    assertTrue(padded.length() > 8192);
    assertEquals(Optional.empty(), caller(padded));
    assertEquals(Optional.empty(), caller(PLATFORM.token("[".repeat(3000))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{}", "{\"keys\": []}", "{\"keys\": [{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}]}", "{\"kty\": \"oct\"}",
      "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"})
  void aPublicKeyThatIsNoneIsRefusedAtTheStart(String key) {
    assertThrows(IllegalArgumentException.class, () -> PlatformKeys.of(key, "RS256", clock));
    assertThrows(IllegalArgumentException.class, () -> PlatformKeys.of(CURVE.jwk(), "RS256", clock));
    assertThrows(IllegalArgumentException.class, () -> PlatformKeys.of(CURVE.pem(), "RS256", clock));
  }

  private Optional<Caller> caller(String token) {
    return tokens("RS256", PLATFORM.pem()).callerWith(new Secret(token));
  }

  private JwtPlatformTokens tokens(String algorithm, String key) {
    JwtRules rules = new JwtRules("https://login.example", Set.of("dbt", "shop"), algorithm, Duration.ofSeconds(60), Optional.empty(),
        new ClaimNames("account_id", "user_id", "groups"));
    return new JwtPlatformTokens(rules, PlatformKeys.of(key, algorithm, clock), clock);
  }
}
