package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadBodyTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final Client client = new Client();

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"name\": \"x\",", "{\"name\": \"x\",}", "{'name': 'x'}", "{\"name\": nil}", "{} {}", "{}}", "[]", "7", "\"x\"", "null",
      "  ", "{\"a\": 1, \"a\": 2}", "{\"a\": {\"b\": 1, \"b\": 2}}", "{\"a\": \"\\ud800\"}", "{\"\\udc00\": 1}", "{\"a\": 01}", "{\"a\": NaN}",
      "{\"a\": \"tab\there\"}", "\ufeff{}", "{\"a\": 1} // comment"})
  @Tag("fault-48")
  void whatIsNotAJsonObjectIsRefused(String body) {
    assertEquals("400 MALFORMED_JSON", client.post("warehouses", body).problem());
  }

  @Test
  void theMessageSaysWhereAndRepeatsNothing() {
    String detail = client.post("credentials", "{\"token\":\n  \"ghp_secret\" \"x\"}").detail();

    assertTrue(detail.contains("line 2, column "), detail);
    assertFalse(detail.contains("ghp_secret"), detail);
  }

  @Test
  @Tag("fault-48")
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin = "{\"name\": \"Käse\"}".getBytes(StandardCharsets.ISO_8859_1);
    Client.Answer answer = client.post("warehouses", BodyPublishers.ofByteArray(latin));

    assertEquals("400 MALFORMED_JSON", answer.problem());
    assertTrue(answer.detail().contains("UTF-8"), answer::detail);
  }

  @Test
  @Tag("fault-48")
  void depthIsBounded() {
    assertEquals("400 FIELD_UNKNOWN a", client.post("warehouses", nested(64)).problem());
    Client.Answer answer = client.post("warehouses", nested(65));
    assertEquals("400 MALFORMED_JSON", answer.problem());
    assertTrue(answer.detail().contains("64"), answer::detail);
    assertEquals("400 MALFORMED_JSON", client.post("warehouses", nested(100_000)).problem());
  }

  @Test
  @Tag("fault-48")
  void aNumberOfManyDigitsIsRefused() {
    assertEquals("400 MALFORMED_JSON", client.post("warehouses", "{\"a\": " + "9".repeat(101) + "}").problem());
  }

  @Test
  @Tag("fault-48")
  void aBodyOfExactlyOneMebibyteIsRead() {
    assertEquals("400 FIELD_MISSING name", client.post("warehouses", "{}" + " ".repeat(MEBIBYTE - 2)).problem());
    Client.Answer answer = client.post("warehouses", "{}" + " ".repeat(MEBIBYTE - 1));
    assertEquals("413 BODY_TOO_LARGE", answer.problem());
    assertTrue(answer.detail().contains("1 MiB"), answer::detail);
  }

  @Test
  @Tag("fault-48")
  void twoMebibytesAreTooMuchWhetherTheirLengthIsToldOrNot() {
    byte[] body = new byte[2 * MEBIBYTE];
    Arrays.fill(body, (byte) ' ');

    assertEquals("413 BODY_TOO_LARGE", client.post("warehouses", BodyPublishers.ofByteArray(body)).problem());
    assertEquals("413 BODY_TOO_LARGE",
        client.post("warehouses", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).problem());
    assertEquals(200, client.get("warehouses").status());
  }

  @Test
  void noBodyIsAnObjectWithoutMembers() {
    assertEquals("400 FIELD_MISSING name", client.post("warehouses").problem());
    assertEquals("400 FIELD_MISSING name", client.post("warehouses", "").problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "application/xml", "*/*"})
  void anotherMediaTypeIsRefused(String type) {
    Client.Answer answer =
        client.send(client.request("warehouses").header("Content-Type", type).POST(BodyPublishers.ofString("{}")));

    assertEquals("415 MEDIA_TYPE_UNSUPPORTED", answer.problem());
    assertTrue(answer.detail().contains("application/json"), answer::detail);
  }

  @Test
  void aBodyWithoutATypeIsRefused() {
    assertEquals("415 MEDIA_TYPE_UNSUPPORTED",
        client.send(client.request("warehouses").POST(BodyPublishers.ofString("{}"))).problem());
  }

  @Test
  void utf8MayBeSaid() {
    Client.Answer answer = client.send(client.request("warehouses").header("Content-Type", "application/json; charset=UTF-8")
        .POST(BodyPublishers.ofString("{\"name\": \"Käse\", \"type\": \"duckdb\", \"connection\": {\"path\": \"k.duckdb\"}}")));

    assertEquals("Käse", answer.json().getString("name"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'nam': 'x'}                                                                      | FIELD_UNKNOWN nam",
      "{'type': 'duckdb', 'connection': {'path': 'a'}}                                   | FIELD_MISSING name",
      "{'name': null, 'type': 'duckdb', 'connection': {'path': 'a'}}                     | FIELD_MISSING name",
      "{'name': ' ', 'type': 'duckdb', 'connection': {'path': 'a'}}                      | FIELD_MISSING name",
      "{'name': 7, 'type': 'duckdb', 'connection': {'path': 'a'}}                        | FIELD_INVALID name",
      "{'name': 'x', 'type': 'oracle9', 'connection': {}}                                | WAREHOUSE_TYPE_UNKNOWN type",
      "{'name': 'x', 'type': 'duckdb'}                                                   | FIELD_MISSING connection",
      "{'name': 'x', 'type': 'duckdb', 'connection': []}                                 | FIELD_INVALID connection",
      "{'name': 'x', 'type': 'duckdb', 'connection': {}}                                 | FIELD_MISSING connection.path",
      "{'name': 'x', 'type': 'duckdb', 'connection': {'path': null}}                     | FIELD_MISSING connection.path",
      "{'name': 'x', 'type': 'duckdb', 'connection': {'path': true}}                     | FIELD_INVALID connection.path",
      "{'name': 'x', 'type': 'duckdb', 'connection': {'path': '../x'}}                   | PROJECT_PATH_INVALID connection.path",
      "{'name': 'x', 'type': 'duckdb', 'connection': {'path': 'a', 'host': 'h'}}         | FIELD_UNKNOWN connection.host",
      "{'name': 'x', 'type': 'postgres', 'connection': {'host': 'h', 'port': 70000}}     | WAREHOUSE_FIELD_INVALID connection.port",
      "{'name': 'x', 'type': 'postgres', 'connection': {'host': 'h', 'port': 54.5}}      | FIELD_INVALID connection.port"},
      quoteCharacter = '`')
  void aBadFieldIsNamedByCodeAndField(String body, String problem) {
    Client.Answer answer = client.post("warehouses", body.replace('\'', '"'));

    assertEquals("400 " + problem, answer.problem());
  }

  @Test
  void anUnknownFieldIsToldBesideTheKnownOnes() {
    assertTrue(client.post("warehouses", "{\"nam\": 1}").detail().contains("name, type, connection"));
  }

  private static String nested(int depth) {
    return "{\"a\": " + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }
}
