package io.datachannel.dbt.adapters.security.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.helidon.security.jwt.jwk.Jwk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformKeysTest {
  private static final Platform FIRST = Platform.rsa("first");
  private static final Platform SECOND = Platform.rsa("second");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  @TempDir private Path folder;

  @Test
  void anUnknownKeyIsLookedForAtTheLocationButNotMoreThanOnceInTenSeconds() throws IOException {
    PlatformKeys keys = keys(Platform.jwks(FIRST.jwk()));
    write(Platform.jwks(FIRST.jwk(), SECOND.jwk()));

    assertFalse(knows(keys, "second"));
    clock.advance(Duration.ofSeconds(11));
    assertTrue(knows(keys, "second"));
    assertTrue(knows(keys, "first"));
  }

  @Test
  void aKeyThatWasTakenBackIsForgottenWithinFiveMinutes() throws IOException {
    PlatformKeys keys = keys(Platform.jwks(FIRST.jwk(), SECOND.jwk()));
    write(Platform.jwks(SECOND.jwk()));

    assertTrue(knows(keys, "first"));
    clock.advance(Duration.ofMinutes(5).plusSeconds(1));
    assertFalse(knows(keys, "first"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"keys\": []}"})
  void theLastGoodKeysStayWhenTheLocationHoldsNone(String broken) throws IOException {
    PlatformKeys keys = keys(Platform.jwks(FIRST.jwk(), SECOND.jwk()));
    write(broken);
    clock.advance(Duration.ofMinutes(6));

    assertTrue(knows(keys, "first"));
    write(Platform.jwks(Platform.rsa("third").jwk()));
    clock.advance(Duration.ofSeconds(11));
    assertTrue(knows(keys, "third"));
  }

  @Test
  void aLocationThatIsThereLaterIsReadLater() throws IOException {
    PlatformKeys keys = PlatformKeys.at(folder.resolve("keys.json").toString(), "RS256", clock);
    assertFalse(knows(keys, "first"));

    write(FIRST.jwk());
    clock.advance(Duration.ofSeconds(11));
    assertTrue(knows(keys, "first"));
  }

  @Test
  void keysOfASetForSomethingElseAreLeftOut() throws IOException {
    String encrypting = SECOND.jwk().replace("\"sig\"", "\"enc\"");
    PlatformKeys keys = keys(Platform.jwks(FIRST.jwk(), encrypting, Platform.ec("curve").jwk(), "{\"kty\": \"oct\", \"kid\": \"hmac\"}"));

    assertEquals(Optional.of("first"), keys.named(Optional.empty()).map(Jwk::keyId));
    assertFalse(knows(keys, "second"));
    assertFalse(knows(keys, "hmac"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://login.example/keys", "ftp://login.example/keys", "https:// x"})
  void keysComeFromAFileOrByHttpsAlone(String location) {
    assertThrows(IllegalArgumentException.class, () -> PlatformKeys.at(location, "RS256", clock));
  }

  private PlatformKeys keys(String text) throws IOException {
    write(text);
    return PlatformKeys.at(folder.resolve("keys.json").toUri().toString(), "RS256", clock);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("keys.json"), text);
  }

  private static boolean knows(PlatformKeys keys, String kid) {
    return keys.named(Optional.of(kid)).isPresent();
  }
}
