package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.datachannel.dbt.application.warehouses.SampleConnections;
import io.datachannel.dbt.domain.warehouse.FieldKind;
import io.datachannel.dbt.domain.warehouse.LoginMethod;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every way to log in to every type of warehouse, by the API. */
class WarehouseMethodsTest {
  private static final String MYSQL =
      "{'name': 'm', 'type': 'mysql', 'connection': {'server': 'h', 'username': 'u', 'password': 'correct-horse', 'schema': 's'}}";
  private static final String POSTGRES = "{'name': 'p', 'type': 'postgres', "
      + "'connection': {'host': 'h', 'user': 'u', 'password': 'correct-horse', 'dbname': 'd', 'schema': 's'}}";

  private final Client client = new Client();
  private final List<JsonObject> types = client.get("warehouse-types").items();

  @TestFactory
  Stream<DynamicTest> whatTheSchemaSaysIsTaken() {
    return each((type, method) -> {
      String connection = connection(type, SampleConnections.fields(type, method)).toString();

      assertEquals(List.of(), errors(type, connection));
      Client.Answer added = add(type, connection);
      assertEquals(201, added.status(), added::body);
      WarehouseConnection kept = client.rows.warehouses
          .find(client.account(), new WarehouseId(added.json().getInt("id"))).orElseThrow().connection();
      assertEquals(SampleConnections.of(type, method.name()), kept);
    });
  }

  @TestFactory
  Stream<DynamicTest> noAnswerShowsASecret() {
    return each((type, method) -> {
      Client.Answer added = add(type, connection(type, SampleConnections.fields(type, method)).toString());

      for (String answer : List.of(added.body(), client.get("warehouses/" + added.json().getInt("id")).body())) {
        assertFalse(answer.contains("hunter2") || answer.contains("PRIVATE KEY") || answer.contains("private_key_id"), answer);
      }
      Set<String> secret = method.fields().stream().filter(field -> field.kind().isSecret()).map(WarehouseField::name).collect(Collectors.toSet());
      assertEquals(secret, added.json().getJsonArray("secretFields").stream().map(one -> one.toString().replace("\"", "")).collect(Collectors.toSet()));
    });
  }

  /** And what the schema requires is required: a form that keeps to the one is never refused by the other. */
  @TestFactory
  Stream<DynamicTest> whatIsRequiredIsMissedBySchemaAndApiAlike() {
    return each((type, method) -> {
      for (WarehouseField field : method.fields()) {
        Map<String, String> fields = new HashMap<>(SampleConnections.fields(type, method));
        fields.remove(field.name());
        fields.remove("private_key_passphrase");
        fields.computeIfPresent("private_key", (_, _) -> SampleConnections.KEY);
        String connection = connection(type, fields).toString();

        assertEquals(field.required(), !errors(type, connection).isEmpty(), field::name);
        assertEquals(field.required() ? 400 : 201, add(type, connection).status(), field::name);
      }
    });
  }

  @Test
  void whatAPutDoesNotNameStaysAndAChangedWayWantsItsSecret() {
    String path = "warehouses/" + client.post("warehouses", json(POSTGRES)).json().getInt("id");
    String read = client.get(path).json().getJsonObject("connection").toString();

    assertEquals(200, client.change("PUT", path, "*", "{'name': 'p', 'type': 'postgres', 'connection': " + read + "}").status());
    assertEquals("400 FIELD_UNKNOWN connection.sslcert",
        client.change("PATCH", path, "*", "{'connection': {'sslcert': 'x'}}").problem());
    assertEquals("400 FIELD_MISSING connection.sslcert",
        client.change("PATCH", path, "*", "{'connection': {'method': 'certificate'}}").problem());
    JsonObject patch = Json.createObjectBuilder().add("connection", Json.createObjectBuilder().add("method", "certificate")
        .add("sslcert", SampleConnections.CERTIFICATE).add("sslkey", SampleConnections.KEY)).build();
    Client.Answer changed = client.change("PATCH", path, "*", patch.toString());
    assertEquals("[\"sslkey\"]", changed.json().getJsonArray("secretFields").toString(), changed::body);
    assertEquals("certificate", changed.json().getJsonObject("connection").getString("method"));
  }

  @Test
  void aProjectIsNotOnADbtThatItsWarehouseIsNotThereFor() {
    int mysql = client.post("warehouses", json(MYSQL)).json().getInt("id");

    Client.Answer newest = client.post("projects", project(mysql, "1.11"));
    assertEquals("400 DBT_VERSION_UNSUITABLE dbtVersion", newest.problem());
    assertTrue(newest.detail().contains("dbt-mysql was released for 1.7 only"), newest::detail);
    assertEquals("400 DBT_VERSION_UNSUITABLE dbtVersion", client.post("projects", project(mysql, "").replace("\"dbtVersion\": \"\", ", "")).problem());
    assertEquals(201, client.post("projects", project(mysql, "1.7")).status());
  }

  @Test
  void aWarehouseDoesNotBecomeWhatItsProjectsDbtDoesNotKnow() {
    int postgres = client.post("warehouses", json(POSTGRES)).json().getInt("id");
    int project = client.post("projects", project(postgres, "1.11")).json().getInt("id");

    Client.Answer refused = client.change("PUT", "warehouses/" + postgres, "*", json(MYSQL));

    assertEquals("400 DBT_VERSION_UNSUITABLE type", refused.problem());
    assertTrue(refused.detail().startsWith("The project " + project + " is built on this warehouse. "), refused::detail);
  }

  @Test
  void theVersionsSayWhichWarehousesGoWithThem() {
    Map<String, Set<String>> byLine = client.get("dbt-versions").items().stream().collect(Collectors.toMap(
        line -> line.getString("line"), line -> line.getJsonArray("adapters").getValuesAs(JsonObject.class).stream()
            .map(adapter -> adapter.getString("warehouseType")).collect(Collectors.toCollection(TreeSet::new))));

    assertTrue(byLine.get("1.7").containsAll(Set.of("mysql", "mariadb", "postgres")), byLine::toString);
    assertFalse(byLine.get("1.11").contains("mysql"), byLine::toString);
    JsonObject redshift = types.get(WarehouseType.REDSHIFT.ordinal());
    assertEquals("[\"1.11\",\"1.10\",\"1.9\",\"1.8\"]", redshift.getJsonArray("methods").getJsonObject(1).getJsonArray("dbtVersions").toString());
  }

  /** What is done with a type and one of its ways. */
  private interface Probe {
    void of(WarehouseType type, LoginMethod method);
  }

  private static Stream<DynamicTest> each(Probe probe) {
    return Arrays.stream(WarehouseType.values()).flatMap(type -> type.methods().stream().map(method ->
        DynamicTest.dynamicTest(type.wireName() + " " + method.name(), () -> probe.of(type, method))));
  }

  private Client.Answer add(WarehouseType type, String connection) {
    return client.post("warehouses", "{\"name\": \"w\", \"type\": \"" + type.wireName() + "\", \"connection\": " + connection + "}");
  }

  /** Numbers, flags and JSON as what they are. */
  private static JsonObject connection(WarehouseType type, Map<String, String> fields) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    fields.forEach((name, text) -> {
      FieldKind kind = type.methods().stream().flatMap(method -> method.fields().stream()).filter(field -> field.name().equals(name))
          .map(WarehouseField::kind).findFirst().orElse(FieldKind.TEXT);
      switch (kind) {
        case PORT, NUMBER -> json.add(name, Long.parseLong(text));
        case FLAG -> json.add(name, Boolean.parseBoolean(text));
        case TEXT, HOST, PLACE, SECRET, FILE, CERTIFICATE, KEY, KEY_FILE, SERVICE_ACCOUNT -> json.add(name, text);
      }
    });
    return json.build();
  }

  private List<String> errors(WarehouseType type, String connection) {
    JsonObject schema = types.get(type.ordinal()).getJsonObject("schema");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema.toString(), InputFormat.JSON)
        .validate(connection, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  private static String project(int warehouse, String version) {
    return json("{'name': 'x', 'warehouseId': " + warehouse + ", 'repositoryUrl': 'https://git.example/a.git', 'dbtVersion': '" + version
        + "', 'branch': 'main'}");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
