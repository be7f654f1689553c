package io.datachannel.dbt.domain.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAccountKeyTest {
  private static final String JSON = """
      {"type": "service_account", "project_id": "acme", "private_key_id": "abc", "private_key": "%s", "client_email": "a@b",
       "token_uri": "https://oauth2.googleapis.com/token"}""".formatted(PemTest.pem("PRIVATE KEY").replace("\n", "\\n"));

  @Test
  void itsMembersAreRead() {
    ServiceAccountKey key = ServiceAccountKey.of("connection.keyfile_json", JSON);

    assertEquals(PemTest.pem("PRIVATE KEY"), key.members().get("private_key"));
    assertEquals(key.members(), ServiceAccountKey.stored(key.text()).members());
    assertFalse(key.toString().contains("MIIB"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "service_account              | authorized_user | 'type' in it is 'authorized_user'",
      "\"client_email\": \"a@b\",   | ``              | lacks 'client_email'",
      "https:                       | http:           | 'token_uri' that begins with https",
      "-----BEGIN PRIVATE KEY-----  | x               | private_key' must be PEM"})
  void whatIsWrongInItIsSaid(String part, String instead, String words) {
    InvalidInput refused = assertThrows(InvalidInput.class,
        () -> ServiceAccountKey.of("connection.keyfile_json", JSON.replace(part, instead)));

    assertEquals(FailureCode.WAREHOUSE_FIELD_INVALID, refused.code());
    assertTrue(refused.getMessage().contains(words), refused::getMessage);
    assertFalse(refused.getMessage().contains("MIIB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/key.json", "[]", "{", "{\"a\":1}", "{\"a\":{}}", "{\"a\":\"b\"} x", "{\"a\":\"b\",}", "{\"a\":\"\\q\"}",
      "{\"a\":\"b\",\"a\":\"c\"}", "{\"a\":\"\\u12\"}", "{\"a\" \"b\"}"})
  void anythingElseIsNoKey(String text) {
    assertTrue(assertThrows(InvalidInput.class, () -> ServiceAccountKey.of("k", text)).getMessage().contains("JSON key"));
  }

  @Test
  void textsOfJsonAreReadWithTheirEscapes() {
    assertEquals(Map.of("a\"\\/", "\b\f\n\r\tö🦆"),
        FlatJson.read(" { \"a\\\"\\\\\\/\" : \"\\b\\f\\n\\r\\t\\u00f6\\ud83e\\udd86\" } ").orElseThrow());
    assertEquals(Map.of(), FlatJson.read("{}").orElseThrow());
  }
}
