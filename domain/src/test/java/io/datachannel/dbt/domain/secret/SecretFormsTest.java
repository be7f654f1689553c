package io.datachannel.dbt.domain.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The literals are what Python 3.11 writes of this secret. */
@Tag("fault-36")
class SecretFormsTest {
  private static final String VALUE = "p\"a\\s's/é😀 +&%<";
  private static final Redactor REDACTOR = new Redactor(List.of(new Secret(VALUE)));

  static Stream<Arguments> written() {
    return Stream.of(
      Arguments.of("as it is", "p\"a\\s's/é😀 +&%<"),
      Arguments.of("json.dumps", "p\\\"a\\\\s's/\\u00e9\\ud83d\\ude00 +&%<"),
      Arguments.of("json.dumps in capitals", "p\\\"a\\\\s's/\\u00E9\\uD83D\\uDE00 +&%<"),
      Arguments.of("json.dumps(ensure_ascii=False)", "p\\\"a\\\\s's/é😀 +&%<"),
      Arguments.of("json.dumps twice", "p\\\\\\\"a\\\\\\\\s's/\\\\u00e9\\\\ud83d\\\\ude00 +&%<"),
      Arguments.of("JSON with escaped slashes", "p\\\"a\\\\s's\\/\\u00e9\\ud83d\\ude00 +&%<"),
      Arguments.of("Jinja's tojson", "p\\\"a\\\\s\\u0027s/\\u00e9\\ud83d\\ude00 +\\u0026%\\u003c"),
      Arguments.of("repr", "p\"a\\\\s\\'s/é😀 +&%<"),
      Arguments.of("repr in json.dumps", "p\\\"a\\\\\\\\s\\\\'s/\\u00e9\\ud83d\\ude00 +&%<"),
      Arguments.of("ascii", "p\"a\\\\s\\'s/\\xe9\\U0001f600 +&%<"),
      Arguments.of("repr of bytes", "p\"a\\\\s\\'s/\\xc3\\xa9\\xf0\\x9f\\x98\\x80 +&%<"),
      Arguments.of("SQL text", "p\"a\\s''s/é😀 +&%<"),
      Arguments.of("SQL name", "p\"\"a\\s's/é😀 +&%<"),
      Arguments.of("shlex.quote", "p\"a\\s'\"'\"'s/é😀 +&%<"),
      Arguments.of("html.escape", "p&quot;a\\s&#x27;s/é😀 +&amp;%&lt;"),
      Arguments.of("Jinja's escape", "p&#34;a\\s&#39;s/é😀 +&amp;%&lt;"),
      Arguments.of("quote", "p%22a%5Cs%27s/%C3%A9%F0%9F%98%80%20%2B%26%25%3C"),
      Arguments.of("quote without safe characters", "p%22a%5Cs%27s%2F%C3%A9%F0%9F%98%80%20%2B%26%25%3C"),
      Arguments.of("quote_plus", "p%22a%5Cs%27s%2F%C3%A9%F0%9F%98%80+%2B%26%25%3C"),
      Arguments.of("small digits", "p%22a%5cs%27s%2f%c3%a9%f0%9f%98%80%20%2b%26%25%3c"),
      Arguments.of("every character numbered", "%70%22%61%5C%73%27%73%2F%C3%A9%F0%9F%98%80%20%2B%26%25%3C"),
      Arguments.of("hexadecimal", "7022615c7327732fc3a9f09f9880202b26253c"),
      Arguments.of("HEXADECIMAL", "7022615C7327732FC3A9F09F9880202B26253C"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("written")
  void everyWayToWriteASecretIsConcealed(String how, String written) {
    assertEquals("a *** b", REDACTOR.redact("a " + written + " b"));
    assertEquals("{\"a\": \"***\"}", REDACTOR.redactJson("{\"a\": \"" + inJson(written) + "\"}"));
  }

  /** What is JSON by itself stands in JSON as it is. */
  private static String inJson(String written) {
    return written.startsWith("p\\") ? written : written.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Three bytes become four characters, so what stands before it moves it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "u", "uu", "user:", "x-access-token:"})
  void inBase64ItIsConcealedWhateverStandsBeforeAndBehindIt(String before) {
    byte[] bytes = (before + VALUE + " and more").getBytes(StandardCharsets.UTF_8);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String encoded = encoder.encodeToString(bytes);
      String redacted = REDACTOR.redact(encoded);
      int kept = before.length() * 4 / 3;
      assertEquals(encoded.substring(0, kept), redacted.substring(0, kept));
      // At its ends a character is also of what stands beside it.
      assertEquals(encoded.length() - VALUE.getBytes(StandardCharsets.UTF_8).length * 4 / 3 + 3, redacted.length(), 1, redacted);
    }
  }

  @Test
  void longBase64InLinesIsConcealedLineByLine() {
    String key = "0123456789 a key that is longer than a line of base64 has room for, as most keys are, ".repeat(3);
    Redactor redactor = new Redactor(List.of(new Secret(key)));
    for (int length : new int[] {64, 76}) {
      String encoded = Base64.getMimeEncoder(length, new byte[] {'\n'}).encodeToString(key.getBytes(StandardCharsets.UTF_8));
      encoded.lines().forEach(line -> assertEquals("***", redactor.redact(line).replace("=", "")));
    }
  }

  @Test
  void aKeyIsConcealedLineByLineAlsoWhereItsLineEndsAreEscaped() {
    Redactor redactor = new Redactor(List.of(new Secret("{\"private_key\": \"-----BEGIN KEY-----\\nMIIBVgIBADANBgkqhkiG\\n\"}")));

    assertEquals("a *** b", redactor.redact("a MIIBVgIBADANBgkqhkiG b"));
    assertFalse(redactor.redact("k: '-----BEGIN KEY-----\nMIIBVgIBADANBgkqhkiG\n'").contains("MIIB"));
  }

  @Test
  void lineEndsOfAnotherSystemAndBlanksAroundItAreNoPartOfASecret() {
    Redactor redactor = new Redactor(List.of(new Secret(" one two\r\nthree\r\n")));

    assertEquals("***", redactor.redact("one two\nthree"));
    assertEquals("a ***", redactor.redact("a one two\\r\\nthree"));
  }
}
