package io.datachannel.dbt.bootstrap.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An operation of the document that the service shows. */
record DocumentedCall(String verb, String path, JsonObject json) {
  private static final Pattern PARAMETER = Pattern.compile("([a-z-]+)/\\{([a-z]+)}");

  /** A parameter in the path. @param collection the part before it, for example runs */
  record InPath(String name, String collection) {}

  static List<DocumentedCall> all(URI service) throws IOException, InterruptedException {
    HttpResponse<String> document =
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(service.resolve("/openapi")).build(), BodyHandlers.ofString());
    List<DocumentedCall> all = new ArrayList<>();
    try (JsonReader reader = Json.createReader(new StringReader(document.body()))) {
      reader.readObject().getJsonObject("paths").forEach((path, verbs) -> verbs.asJsonObject().forEach((verb, operation) ->
          all.add(new DocumentedCall(verb.toUpperCase(Locale.ROOT), path, operation.asJsonObject()))));
    }
    return all;
  }

  String id() {
    return json.getString("operationId");
  }

  /** Those that are ids of rows. */
  List<InPath> ids() {
    return PARAMETER.matcher(path).results().map(DocumentedCall::inPath)
        .filter(parameter -> parameters(one -> one.getString("name").equals(parameter.name())).stream()
            .allMatch(one -> one.getJsonObject("schema").getString("type").equals("integer"))).toList();
  }

  private static InPath inPath(MatchResult found) {
    return new InPath(found.group(2), found.group(1));
  }

  private List<JsonObject> parameters(Predicate<JsonObject> wanted) {
    return Optional.ofNullable(json.getJsonArray("parameters")).stream()
        .flatMap(all -> all.getValuesAs(JsonObject.class).stream()).filter(wanted).toList();
  }

  /** The whole address with these ids, and with what else has to be given. */
  String address(Map<String, Long> ids) {
    String filled = path;
    for (JsonObject parameter : parameters(one -> one.getString("in").equals("path"))) {
      String name = parameter.getString("name");
      filled = filled.replace("{" + name + "}", ids.containsKey(name) ? ids.get(name).toString() : word(parameter));
    }
    List<String> query = parameters(one -> one.getString("in").equals("query") && one.getBoolean("required")).stream()
        .map(one -> one.getString("name") + "=" + one.getString("example")).toList();
    return query.isEmpty() ? filled : filled + "?" + String.join("&", query);
  }

  private static String word(JsonObject parameter) {
    return parameter.containsKey("example") ? parameter.getString("example")
        : parameter.getJsonObject("schema").getJsonArray("enum").getString(0);
  }

  /** A request with the example of its body, if it has one. */
  HttpRequest.Builder request(URI uri, UnaryOperator<String> body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("If-Match", "*");
    return Optional.ofNullable(json.getJsonObject("requestBody")).map(declared -> declared.getJsonObject("content").entrySet().iterator().next())
        .map(media -> {
          JsonValue example = media.getValue().asJsonObject().get("example");
          String text = example instanceof JsonString string ? string.getString() : body.apply(example.toString());
          return request.header("Content-Type", media.getKey()).method(verb, BodyPublishers.ofString(text));
        }).orElseGet(() -> request.method(verb, BodyPublishers.noBody()));
  }
}
