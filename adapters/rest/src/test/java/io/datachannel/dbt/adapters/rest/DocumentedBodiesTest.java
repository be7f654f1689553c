package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.rest.Client.Answer;
import io.datachannel.dbt.domain.account.Role;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the document says of bodies and headers is what the readers take: every operation is asked for it on the running server. */
class DocumentedBodiesTest {
  private static final String CREDENTIAL = "{\"name\":\"c\",\"kind\":\"https-token\",\"token\":\"t\",\"provider\":\"GITHUB\"}";

  private static final String WEBHOOK = "{\"name\":\"n\",\"kind\":\"WEBHOOK\",\"url\":\"https://hooks.example/\"}";

  private final Client client = new Client();
  private final Client reporter = client.reporter(Role.SERVICE);
  private final Map<String, Object> shared = new HashMap<>();
  private final long warehouse = client.warehouse();
  private final long project = client.project();
  private final long credential = client.post("credentials", CREDENTIAL).json().getInt("id");

  @TestFactory
  Stream<DynamicTest> eachExampleIsTaken() {
    return bodies().map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
      Answer answer = send(operation, example(operation));

      assertTrue(answer.status() < 300, answer::body);
      assertTrue(operation.json().getJsonObject("responses").containsKey("" + answer.status()), answer::body);
    }));
  }

  @TestFactory
  Stream<DynamicTest> aMemberIsTakenExactlyWhenTheSchemaHasIt() {
    return bodies().flatMap(operation -> schema(operation).closedObjects(example(operation)).stream().map(closed ->
        DynamicTest.dynamicTest(operation.id() + " " + closed.pointer(), () -> {
          Answer answer = refused(operation, Json.createPointer(closed.pointer() + "/zzz").add(example(operation), Json.createValue("x")));

          assertEquals(400, answer.status(), answer::body);
          assertEquals("FIELD_UNKNOWN", answer.json().getString("code"), answer::body);
          assertEquals(closed.names(), namesIn(answer.detail()));
        })));
  }

  /** A refusal of an unknown member ends with those that are known. */
  private static Set<String> namesIn(String detail) {
    return Arrays.stream(detail.replaceAll(".*(?:these are: |it has )", "").replaceAll("\\.$", "").split(", "))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @TestFactory
  Stream<DynamicTest> whatIsRequiredIsMissed() {
    return members((operation, member) -> member.required() ? Stream.of(DynamicTest.dynamicTest(operation.id() + " " + member.pointer(),
        () -> {
          Answer answer = refused(operation, Json.createPointer(member.pointer()).remove(example(operation)));

          assertEquals(400, answer.status(), answer::body);
          assertTrue(answer.json().getString("field").endsWith(member.name()), answer::body);
        })) : Stream.of(DynamicTest.dynamicTest(operation.id() + " without " + member.pointer(), () -> {
          Answer answer = send(operation, Json.createPointer(member.pointer()).remove(example(operation)));

          assertFalse(answer.body().contains("FIELD_MISSING"), answer::body);
        })));
  }

  @TestFactory
  Stream<DynamicTest> whatTheSchemaDoesNotAllowIsRefused() {
    return members((operation, member) -> BodySchema.wrong(member.schema()).stream().map(value ->
        DynamicTest.dynamicTest(operation.id() + " " + member.pointer() + " " + shortened(value), () -> {
          Answer answer = refused(operation, Json.createPointer(member.pointer()).replace(example(operation), value));

          assertEquals(400, answer.status(), answer::body);
          assertFalse(answer.json().getString("field", "").isEmpty(), answer::body);
        })));
  }

  private static String shortened(JsonValue value) {
    String text = value.toString();
    return text.length() < 40 ? text : text.length() + " characters";
  }

  @TestFactory
  Stream<DynamicTest> thePreconditionIsAskedForWhereTheDocumentSaysSo() {
    return DocumentedOperation.all().stream().filter(operation -> !operation.verb().equals("GET")).map(operation ->
        DynamicTest.dynamicTest(operation.id(), () -> {
          Answer answer = client(operation).send(request(operation));

          assertEquals(operation.takes("If-Match"), answer.status() == 428, answer::body);
        }));
  }

  @TestFactory
  Stream<DynamicTest> anIdempotencyKeyIsReadWhereTheDocumentSaysSo() {
    return DocumentedOperation.all().stream().filter(operation -> operation.verb().equals("POST")).map(operation ->
        DynamicTest.dynamicTest(operation.id(), () -> {
          Answer answer = client(operation).send(request(operation).header("Idempotency-Key", "k".repeat(256)));

          assertEquals(operation.takes("Idempotency-Key"), answer.status() == 400 && answer.body().contains("\"Idempotency-Key\""),
              answer::body);
        }));
  }

  /** Tests for a member of an operation. */
  private interface Probes {
    Stream<DynamicTest> of(DocumentedOperation operation, BodySchema.Member member);
  }

  private Stream<DynamicTest> members(Probes probes) {
    return bodies().flatMap(operation -> schema(operation).members(example(operation)).stream()
        .flatMap(member -> probes.of(operation, member)));
  }

  private static Stream<DocumentedOperation> bodies() {
    return DocumentedOperation.all().stream().filter(operation -> operation.jsonBody().isPresent());
  }

  private static BodySchema schema(DocumentedOperation operation) {
    return new BodySchema(operation.jsonBody().orElseThrow().getJsonObject("schema"));
  }

  /** That of the document on rows that there are. */
  private JsonObject example(DocumentedOperation operation) {
    JsonObject example = operation.jsonBody().orElseThrow().getJsonObject("example");
    for (Map.Entry<String, Long> id : Map.of("warehouseId", warehouse, "credentialId", credential, "projectId", project).entrySet()) {
      example = example.containsKey(id.getKey())
          ? Json.createPointer("/" + id.getKey()).replace(example, Json.createValue(id.getValue())) : example;
    }
    return example;
  }

  /** On a row of its own, since many a call ends it. */
  private Answer send(DocumentedOperation operation, JsonObject body) {
    return client(operation).send(request(operation, body.toString(), freshId(operation)).header("If-Match", "*"));
  }

  /** What is refused changes nothing, so that one row does for all. */
  private Answer refused(DocumentedOperation operation, JsonObject body) {
    Object id = shared.computeIfAbsent(operation.path(), _ -> freshId(operation));
    return client(operation).send(request(operation, body.toString(), id).header("If-Match", "*"));
  }

  private Client client(DocumentedOperation operation) {
    return operation.isOfMetaApi() ? reporter : client;
  }

  private HttpRequest.Builder request(DocumentedOperation operation) {
    return request(operation, operation.jsonBody().isPresent() ? example(operation).toString() : "", freshId(operation));
  }

  private HttpRequest.Builder request(DocumentedOperation operation, String body, Object id) {
    return client(operation).request(operation.pathWith(parts(operation, id)))
        .header("Content-Type", operation.id().equals("uploadLog") ? "text/plain" : "application/json")
        .method(operation.verb(), BodyPublishers.ofString(body));
  }

  /** What else its path names, of the row that its id is of. */
  private Map<String, Object> parts(DocumentedOperation operation, Object id) {
    Map<String, Object> parts = new HashMap<>(Map.of("id", id, "job", 1, "name", "manifest.json", "uid", "model.shop.orders",
        "variable", "DBT_REGION"));
    if (operation.path().contains("{collection}")) {
      parts.put("collection", client.collection(id));
    }
    if (operation.path().contains("{schedule}")) {
      parts.put("schedule", client.schedule(id));
    }
    return parts;
  }

  private Object freshId(DocumentedOperation operation) {
    return switch (operation.path().replaceAll("^/(?:api|meta)/v1/|/\\{.*", "")) {
      case "warehouses" -> postgres();
      case "credentials" -> client.post("credentials", CREDENTIAL).json().getInt("id");
      case "projects" -> client.project();
      case "runs" -> operation.isOfMetaApi()
          ? reporter.post("runs", "{\"projectId\":" + project + ",\"status\":\"RUNNING\"}").json().getInt("id") : client.run();
      case "notification-targets" -> client.post("notification-targets", WEBHOOK).json().getInt("id");
      case "tokens" -> client.post("tokens", "{\"label\":\"t\",\"role\":\"VIEWER\"}").json().getInt("id");
      case "pipelines" -> client.rows.loads.addPipeline(client.account()).value();
      default -> "none";
    };
  }

  private int postgres() {
    return client.post("warehouses", """
        {"name": "w", "type": "postgres", "connection": {"host": "db.acme.example", "user": "dbt", "password": "p", "dbname": "d", "schema": "s"}}
        """).json().getInt("id");
  }
}
