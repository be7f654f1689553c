package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.adapters.rest.openapi.OpenApiDocument;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An operation of the document. */
public record DocumentedOperation(String verb, String path, JsonObject json) {
  /** An example with the schema that it is of. */
  public record Example(String where, JsonObject schema, String value) {}

  /** The document of the running APIs. */
  public static JsonObject document() {
    return OpenApiDocument.of(RunningRest.get().applications);
  }

  /** All of it. */
  public static List<DocumentedOperation> all() {
    List<DocumentedOperation> all = new ArrayList<>();
    document().getJsonObject("paths").forEach((path, verbs) -> verbs.asJsonObject()
        .forEach((verb, operation) -> all.add(new DocumentedOperation(verb.toUpperCase(Locale.ROOT), path, operation.asJsonObject()))));
    return List.copyOf(all);
  }

  /** The one of this operationId. */
  public static DocumentedOperation named(String id) {
    return all().stream().filter(operation -> operation.id().equals(id)).findFirst().orElseThrow();
  }

  public String id() {
    return json.getString("operationId");
  }

  boolean isOfMetaApi() {
    return path.startsWith(MetaApi.PATH);
  }

  /** The path behind that of its API, with these in the place of its parameters. */
  String pathWith(Map<String, Object> values) {
    String filled = path.substring((isOfMetaApi() ? MetaApi.PATH : FrontendApi.PATH).length() + 1);
    for (Map.Entry<String, Object> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue().toString());
    }
    return filled;
  }

  /** What it takes as JSON; empty when it takes none. */
  Optional<JsonObject> jsonBody() {
    return Optional.ofNullable(json.getJsonObject("requestBody"))
        .flatMap(body -> Optional.ofNullable(body.getJsonObject("content").getJsonObject("application/json")));
  }

  /** Whether a parameter of this name is said of it. */
  public boolean takes(String parameter) {
    return json.containsKey("parameters") && json.getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
        .anyMatch(one -> one.getString("name").equals(parameter));
  }

  /** Of its bodies and its answers. */
  public Stream<Example> examples() {
    List<Example> all = new ArrayList<>();
    Optional.ofNullable(json.getJsonObject("requestBody")).ifPresent(body -> add(all, id(), body));
    json.getJsonObject("responses").forEach((status, answer) -> add(all, id() + " " + status, answer.asJsonObject()));
    return all.stream();
  }

  private static void add(List<Example> all, String where, JsonObject holder) {
    Optional.ofNullable(holder.getJsonObject("content")).ifPresent(content -> content.forEach((type, media) -> all.add(
        new Example(where + " " + type, media.asJsonObject().getJsonObject("schema"), media.asJsonObject().get("example").toString()))));
  }

  @Override
  public String toString() {
    return verb + " " + path;
  }
}
