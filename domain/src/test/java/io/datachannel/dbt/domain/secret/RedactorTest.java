package io.datachannel.dbt.domain.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
  private static final Secret PASSWORD = new Secret("p@ss w/rd+1");

  private static Redactor of(String... secrets) {
    return new Redactor(List.of(secrets).stream().map(Secret::new).toList());
  }

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
    assertEquals("*** ***", of("abcd", "abcdefgh").redact("abcdefgh abcd"));
  }

  @Test
  void nothingIsLeftOfTwoSecretsThatOverlap() {
    assertEquals("a *** b", of("secret-one", "one-two").redact("a secret-one-two b"));
  }

  @Test
  void aKeyIsReplacedLineByLineToo() {
    Redactor redactor = of("-----BEGIN KEY-----\nMIIBVgIBADANBgkqhkiG\nshort\n");

    assertEquals("a *** b short", redactor.redact("a MIIBVgIBADANBgkqhkiG b short"));
    assertEquals("{\"k\": \"***\"}", redactor.redact("{\"k\": \"-----BEGIN KEY-----\\nMIIBVgIBADANBgkqhkiG\\nshort\\n\"}"));
  }

  @Test
  void aNameIsConcealedOnlyForWhatIsNoWord() {
    Redactor redactor = of("analytics", "ghp_0123456789abcdef");

    assertEquals("model.analytics.orders", redactor.redactName("model.analytics.orders"));
    assertEquals("model.shop.orders_***", redactor.redactName("model.shop.orders_ghp_0123456789abcdef"));
  }

  @Test
  void whereTextWasCutThatWhichMayBeTheBeginningOfASecretGoesToo() {
    Redactor redactor = of("correct-horse");

    assertEquals("the ***", redactor.redactBeginning("the correct-ho"));
    assertEquals("the ***", redactor.redactBeginning("the correct-horse"));
    assertEquals("the ***", redactor.redactBeginning("the correct-horsecorrect-ho"));
    assertEquals("the correct-house", redactor.redactBeginning("the correct-house"));
  }

  /** What stands for a secret never makes something else of a file that programs read. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "hunter22 | {\"a\": \"x hunter22 y\"} | {\"a\": \"x *** y\"}",
      "hunter22 | {\"hunter22\": [\"hunter22\"]} | {\"***\": [\"***\"]}",
      "1234567 | {\"a\": -0.1234567e+12, \"b\": \"1234567\"} | {\"a\": -0.9999999e+12, \"b\": \"***\"}",
      "null | {\"a\": null, \"b\": \"null\"} | {\"a\": null, \"b\": \"***\"}",
      "correct-horse | the correct-horse | the *******-*****",
      "treasure8 | password: treasure8 | password: tr*******",
      "22hunter | [22hunter] | [99******]",
      "nabcd | {\"a\": \"\\nabcd\"} | {\"a\": \"\\\\***\"}",
      "e9abcd | {\"a\": \"\\u00e9abcd\"} | {\"a\": \"\\u0000***\"}",
      "abcd\\ | {\"a\": \"abcd\\n\"} | {\"a\": \"***\\n\"}",
      "abcd\\ | {\"a\": \"abcd\\\\\"} | {\"a\": \"***\"}",
      "abcd\\u00 | {\"a\": \"abcd\\u00e9\"} | {\"a\": \"***e9\"}",
      "\", \" | {\"a\": [\"b\", \"c\"]} | {\"a\": [\"b\", \"c\"]}",
      "a\", \"b | [\"xa\", \"by\"] | [\"x***\", \"***y\"]"})
  void jsonStaysJson(String secret, String json, String redacted) {
    assertEquals(redacted, of(secret).redactJson(json));
  }

  @Test
  void bytesThatAreNoTextComeThrough() {
    RedactedStream stream = of("geheimnis-\u00e9").bytesOfText();
    String bytes = IntStream.range(0, 256).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

    assertEquals(bytes + "***" + bytes, stream.next(bytes + "geheimnis-\u00c3") + stream.next("\u00a9" + bytes) + stream.end());
  }

  /** So a stream can be followed while it grows. */
  @Test
  void nothingIsHeldBackButWhatASecretMayBeginWith() {
    RedactedStream stream = of("correct-horse").text();

    assertEquals("the quick ", stream.next("the quick c"));
    assertEquals("cat, ", stream.next("at, corr"));
    assertEquals("", stream.next("ect-hors"));
    assertEquals("***", stream.next("e"));
    assertEquals("***", of("correct-horse").text().next("correct-horse ").strip());
  }

  @Test
  @Tag("fault-36")
  void asManySecretsAsAProjectCanHaveAreAllKnown() {
    List<Secret> many = IntStream.range(0, 100).mapToObj(i -> new Secret(("secret " + i + " ").repeat(1000).substring(0, 8192))).toList();
    Redactor redactor = new Redactor(many);

    many.forEach(secret -> assertEquals("a ***", redactor.redact("a " + secret.reveal())));
  }

  @Test
  void withoutSecretsTextIsGivenAsItIs() {
    String text = "as it is";

    assertTrue(Redactor.none().isEmpty());
    assertTrue(of("abc").isEmpty(), "too short to be told from words");
    assertEquals(text, Redactor.none().redact(text));
    assertEquals(text, Redactor.none().bytesOfJson().next(text));
  }

  @Test
  void aSecretPrintsAsStars() {
    assertEquals("***", PASSWORD.toString());
    assertEquals("***", String.valueOf(PASSWORD));
  }
}
