package io.datachannel.dbt.domain.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private static final Secret PASSWORD = new Secret("p@ss w/rd+1");

  @Test
  void theValueAndItsUsualFormsAreReplaced() {
    Redactor redactor = new Redactor(List.of(PASSWORD));
    String base64 = Base64.getEncoder().encodeToString(PASSWORD.reveal().getBytes(StandardCharsets.UTF_8));

    assertEquals("a *** b", redactor.redact("a p@ss w/rd+1 b"));
    assertEquals("a *** b", redactor.redact("a p%40ss+w%2Frd%2B1 b"));
    assertFalse(redactor.redact("a " + base64 + " b").contains(base64.substring(0, 8)));
  }

  @Test
  void theLongerOfTwoSecretsGoesFirst() {
    Redactor redactor = new Redactor(List.of(new Secret("abcd"), new Secret("abcdefgh")));

    assertEquals("*** ***", redactor.redact("abcdefgh abcd"));
  }

  @Test
  void aKeyIsReplacedLineByLineToo() {
    Redactor redactor = new Redactor(List.of(new Secret("-----BEGIN KEY-----\nMIIBVgIBADANBgkqhkiG\nshort\n")));

    assertEquals("a *** b short", redactor.redact("a MIIBVgIBADANBgkqhkiG b short"));
    assertEquals("{\"k\": \"***\\n\"}", redactor.redact("{\"k\": \"-----BEGIN KEY-----\\nMIIBVgIBADANBgkqhkiG\\nshort\\n\"}"));
  }

  @Test
  void aSecretPrintsAsStars() {
    assertEquals("***", PASSWORD.toString());
    assertEquals("***", String.valueOf(PASSWORD));
  }
}
