package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the document that names a row, called with one of another account: it is not found, and nothing changes. A new
 * operation is called, too, without a line here.
 */
class IsolationSystemTest {
  /** Their rows hold nothing by that name, so that the owner, too, gets 404. */
  private static final Set<String> NOTHING_FOR_THE_OWNER = Set.of("getArtifact", "linkArtifact", "getModel", "removeVariable", "getWebhook",
      "removeWebhook", "getRunEnvironment");

  private final RunningService service = RunningService.get();
  private final URI address = service.service().address();
  private final ServiceTables tables = new ServiceTables(service.data());
  private final Account owner = new Account(tables, "owner");
  private final Account stranger = new Account(tables, "stranger");
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Long> strangersParts =
      Map.of("warehouseId", stranger.idIn("warehouses"), "credentialId", stranger.idIn("credentials"), "projectId", stranger.idIn("projects"));

  /** The owner comes last: else what the owner starts would still be changing the tables. */
  @TestFactory
  Stream<DynamicTest> whatIsOfAnAccountIsFoundByItsOwnerAlone() throws Exception {
    awaitQuiet();
    return Stream.concat(
        withIds().stream().map(call -> DynamicTest.dynamicTest(call.id() + " by a stranger", () -> assertForeign(call))),
        withIds().stream().filter(call -> !NOTHING_FOR_THE_OWNER.contains(call.id()))
            .map(call -> DynamicTest.dynamicTest(call.id() + " by the owner", () -> assertOwn(call))));
  }

  /** What other tests asked the shared service for would be changing the tables, too. */
  private void awaitQuiet() {
    for (int look = 0; !tables.texts("""
        select id from dc_admin.dbt_project_refreshes where state in ('QUEUED', 'RUNNING')
        union all select id from dc_logs.log_dbt_project_run where status in ('QUEUED', 'RUNNING') and carried_out_by = 'SERVICE'""").isEmpty(); look++) {
      assertTrue(look < 1800, "what other tests began does not come to its end");
      Pause.briefly();
    }
  }

  private void assertForeign(DocumentedCall call) throws IOException, InterruptedException {
    Map<String, Long> owned = owner.idsFor(call);
    List<Map<String, Long>> ways = new ArrayList<>(List.of(owned));
    if (owned.size() > 1) {
      for (String foreign : owned.keySet()) {
        Map<String, Long> mixed = new HashMap<>(stranger.idsFor(call));
        mixed.put(foreign, owned.get(foreign));
        ways.add(mixed);
      }
    }
    SortedMap<String, List<String>> before = tables.all();
    for (Map<String, Long> ids : ways) {
      assertNotFound(call, ids);
    }
    assertEquals(before, tables.all());
  }

  /** Else the address was wrong, and what a stranger gets shows nothing. */
  private void assertOwn(DocumentedCall call) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = call(call, owner.idsFor(call), owner);
    answer.body().close();

    assertNotEquals(404, answer.statusCode());
  }

  @Test
  void aChangeOfAnyTableIsSeen() {
    SortedMap<String, List<String>> before = tables.all();
    assertTrue(before.size() > 15, () -> before.keySet().toString());

    stranger.idIn("tokens");

    assertNotEquals(before, tables.all());
  }

  private List<DocumentedCall> withIds() throws IOException, InterruptedException {
    List<DocumentedCall> calls = DocumentedCall.all(address).stream().filter(call -> call.path().contains("{")).toList();
    assertTrue(calls.size() > 30, "only " + calls.size());
    calls.forEach(call -> assertTrue(!call.ids().isEmpty(), call.path()));
    return calls;
  }

  private void assertNotFound(DocumentedCall call, Map<String, Long> ids) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = call(call, ids, stranger);
    try (InputStream body = answer.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(404, answer.statusCode(), text);
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        assertEquals("NOT_FOUND", reader.readObject().getString("code"), text);
      }
    }
  }

  /** The body is not read: some of it does not end. */
  private HttpResponse<InputStream> call(DocumentedCall call, Map<String, Long> ids, Account caller)
      throws IOException, InterruptedException {
    UnaryOperator<String> withParts = caller == stranger ? this::onRowsOfTheStranger : UnaryOperator.identity();
    return http.send(call.request(address.resolve(call.address(ids)), withParts)
        .header("Authorization", "Bearer " + caller.tokenFor(call.path()).reveal()).build(), BodyHandlers.ofInputStream());
  }

  /** So that nothing but the id in the path is foreign. */
  private String onRowsOfTheStranger(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject json = reader.readObject();
      for (Map.Entry<String, Long> part : strangersParts.entrySet()) {
        json = json.containsKey(part.getKey())
            ? Json.createPointer("/" + part.getKey()).replace(json, Json.createValue(part.getValue())) : json;
      }
      return json.toString();
    }
  }
}
