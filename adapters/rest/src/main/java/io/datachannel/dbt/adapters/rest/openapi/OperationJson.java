package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.caller.RoleFilter;
import io.datachannel.dbt.adapters.rest.caller.WithoutToken;
import io.datachannel.dbt.adapters.rest.openapi.Operation.Answer;
import io.datachannel.dbt.adapters.rest.problem.Problem;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One operation as OpenAPI has it. */
final class OperationJson {
  static final String BEARER = "bearer";
  private static final List<Type> AS_IT_IS = List.of(InputStream.class, StreamingOutput.class, String.class);

  private final RecordSchemas schemas;

  OperationJson(RecordSchemas schemas) {
    this.schemas = schemas;
  }

  JsonObject of(String tag, Route route, Operation operation) {
    boolean open = route.method().isAnnotationPresent(WithoutToken.class);
    Optional<Role> role = RoleFilter.roleFor(route.method());
    String needs = open ? "Needs no token." : role.map(needed -> "Needs the role " + needed + ".").orElse("Needs a token of any role.");
    JsonObjectBuilder json = Json.createObjectBuilder().add("operationId", operation.id()).add("tags", Json.createArrayBuilder().add(tag))
        .add("summary", operation.summary()).add("description", (operation.description() + " " + needs).strip());
    role.ifPresent(needed -> json.add("x-role", needed.name()));
    json.add("security", open ? JsonValue.EMPTY_JSON_ARRAY
        : Json.createArrayBuilder().add(Json.createObjectBuilder().add(BEARER, JsonValue.EMPTY_JSON_ARRAY)).build());
    JsonArray parameters = ParameterTexts.of(route, operation);
    if (!parameters.isEmpty()) {
      json.add("parameters", parameters);
    }
    if (!operation.bodyTypes().isEmpty()) {
      json.add("requestBody", body(operation));
    }
    return json.add("responses", responses(route, operation)).build();
  }

  private static JsonObject body(Operation operation) {
    JsonObjectBuilder content = Json.createObjectBuilder();
    for (String mediaType : operation.bodyTypes()) {
      content.add(mediaType, operation.body().map(schema -> media(schema, Examples.request(operation.id())))
          .orElseGet(() -> media(JsonValue.EMPTY_JSON_OBJECT, Examples.rawRequest(operation.id()))));
    }
    // Without a body a call is taken as {}; so it is only required where something in it is.
    boolean required = operation.body().filter(schema -> schema.containsKey("oneOf")
        || schema.containsKey("required") && !schema.getJsonArray("required").isEmpty()).isPresent();
    return Json.createObjectBuilder().add("required", required).add("content", content).build();
  }

  private JsonObject responses(Route route, Operation operation) {
    JsonObjectBuilder responses = Json.createObjectBuilder();
    operation.answers().forEach(answer -> responses.add("" + answer.status(), answer(route, operation, answer)));
    Refusals.of(route, operation).forEach((status, codes) -> responses.add("" + status, refusal(status, codes)));
    return responses.build();
  }

  private JsonObject answer(Route route, Operation operation, Answer answer) {
    JsonObjectBuilder headers = requestId();
    if (answer.tagged()) {
      headers.add("ETag", header("The revision, for `If-Match`.", Json.createValue("\"3\"")));
    }
    if (answer.located()) {
      headers.add("Location", header("Where it is; a path of this service, or a whole URL.", Json.createValue("/api/v1/projects/7")));
    }
    if (operation.isRanged()) {
      headers.add("Accept-Ranges", header("That `Range` is heard.", Json.createValue("bytes")));
    }
    if (answer.status() == Status.PARTIAL_CONTENT.getStatusCode()) {
      headers.add("Content-Range", header("What of it this is, and its length by now.", Json.createValue("bytes 0-1023/4096")));
    }
    JsonObjectBuilder json = Json.createObjectBuilder().add("description", Status.fromStatusCode(answer.status()).getReasonPhrase())
        .add("headers", headers);
    answer.view().ifPresent(view -> json.add("content", Json.createObjectBuilder().add(route.mediaType(), AS_IT_IS.contains(view)
        ? media(asItIs(route), Examples.raw(route, operation.id())) : media(schemas.of(view), Examples.answer(route, view)))));
    return json.build();
  }

  private static JsonObject asItIs(Route route) {
    return switch (route.mediaType()) {
      case MediaType.APPLICATION_JSON -> Schemas.anyObject();
      // Readers of the document differ in whether the schema is of the whole stream or of one event.
      case MediaType.SERVER_SENT_EVENTS -> JsonValue.EMPTY_JSON_OBJECT;
      default -> Schemas.longText();
    };
  }

  /** The codes are part of the schema, so that an answer with another one is found. */
  private static JsonObject refusal(int status, Set<String> codes) {
    Status known = status == Refusals.NOT_ACCEPTABLE ? Status.NOT_ACCEPTABLE : Status.fromStatusCode(status);
    JsonObject narrowed = Json.createObjectBuilder().add("type", "object")
        .add("properties", Json.createObjectBuilder().add("code", Schemas.words(List.copyOf(codes)))).build();
    JsonObject schema = Json.createObjectBuilder().add("allOf", Json.createArrayBuilder()
        .add(Json.createObjectBuilder().add("$ref", "#/components/schemas/Problem")).add(narrowed)).build();
    String code = codes.iterator().next();
    JsonObjectBuilder example = Json.createObjectBuilder().add("type", "about:blank").add("title", known.getReasonPhrase())
        .add("status", status).add("code", code).add("detail", "What went wrong, and what to do about it.")
        .add("requestId", "5f0c8a52-7a43-4c0e-9d7e-0d2b7e1c9a11");
    if (code.startsWith("FIELD_")) {
      example.add("field", "name");
    }
    JsonObjectBuilder headers = requestId();
    if (codes.contains(FailureCode.UNAUTHENTICATED.name())) {
      headers.add("WWW-Authenticate", header("How to identify yourself.", Json.createValue("Bearer")));
    }
    return Json.createObjectBuilder().add("description", known.getReasonPhrase() + ": " + String.join(", ", codes)).add("headers", headers)
        .add("content", Json.createObjectBuilder().add(Problem.MEDIA_TYPE, media(schema, example.build()))).build();
  }

  private static JsonObjectBuilder requestId() {
    return Json.createObjectBuilder().add("X-Request-Id", Json.createObjectBuilder().add("$ref", "#/components/headers/RequestId"));
  }

  static JsonObject header(String meaning, JsonValue example) {
    return Json.createObjectBuilder().add("description", meaning).add("required", true).add("schema", Schemas.longText())
        .add("example", example).build();
  }

  private static JsonObject media(JsonObject schema, JsonValue example) {
    return Json.createObjectBuilder().add("schema", schema).add("example", example).build();
  }
}
