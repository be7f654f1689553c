package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.listing.CursorItems;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.openapi.Operation.Parameter;
import io.datachannel.dbt.application.result.Page;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parameters of an operation: those that its method takes, and the headers that it reads by itself. */
final class ParameterTexts {
  /** OpenAPI has a place of its own for what these say. */
  private static final List<String> TOLD_ELSEWHERE = List.of(HttpHeaders.CONTENT_LENGTH);
  private static final Parameter LIMIT = new Parameter(Schemas.standard(Schemas.whole(1, Page.MOST), 100), "How many rows at the most.",
      Optional.empty());
  private static final Parameter AFTER = new Parameter(Schemas.whole(0, PageQuery.HIGHEST),
      "Where the part begins: the `next` of the part before; left out for the first.", Optional.empty());
  /** An empty one begins, as one that is left out does. */
  private static final Parameter CURSOR = new Parameter(
      Schemas.with(Schemas.text(1024), "minLength", Json.createValue(0)), AFTER.meaning(), Optional.empty());

  private ParameterTexts() {}

  static JsonArray of(Route route, Operation operation) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (java.lang.reflect.Parameter taken : route.method().getParameters()) {
      place(taken).filter(place -> !TOLD_ELSEWHERE.contains(place.name()))
          .ifPresent(place -> all.add(json(place, described(route, operation, taken, place))));
    }
    operation.filters().forEach((name, filter) -> all.add(json(new Place("query", name), filter)));
    if (operation.needsIfMatch()) {
      all.add(json(new Place("header", HttpHeaders.IF_MATCH), new Parameter(Schemas.longText(),
          "The `ETag` of what you have read; `*` overwrites whatever is there. Left out it is 428, and one that is outdated is 412.",
          Optional.of("\"3\""))));
    }
    if (operation.isRanged()) {
      all.add(json(new Place("header", "Range"), new Parameter(Schemas.longText(),
          "One range of bytes, such as `bytes=1024-` for what came since; several are answered with the whole.", Optional.empty())));
    }
    if (operation.isOnce()) {
      all.add(json(new Place("header", PostOnce.HEADER), new Parameter(
          Schemas.with(Schemas.anyText(255), "pattern", Json.createValue("^[!-~]([ -~]*[!-~])?$")),
          "Sent again with the same key, the call gives the same answer and makes nothing new, for 24 hours; a UUID is a good one.",
          Optional.empty())));
    }
    return all.build();
  }

  private record Place(String in, String name) {}

  private static Optional<Place> place(java.lang.reflect.Parameter taken) {
    return Arrays.stream(taken.getAnnotations()).flatMap(annotation -> switch (annotation) {
      case PathParam path -> Optional.of(new Place("path", path.value())).stream();
      case QueryParam query -> Optional.of(new Place("query", query.value())).stream();
      case HeaderParam header -> Optional.of(new Place("header", header.value())).stream();
      case CookieParam cookie -> Optional.of(new Place("cookie", cookie.value())).stream();
      default -> Optional.<Place>empty().stream();
    }).findFirst();
  }

  /** @throws IllegalStateException when nobody has said what it is */
  private static Parameter described(Route route, Operation operation, java.lang.reflect.Parameter taken, Place place) {
    if (operation.parameters().containsKey(place.name())) {
      return operation.parameters().get(place.name());
    }
    if (place.in().equals("path") && taken.getType() != String.class) {
      return new Parameter(Schemas.whole(1, taken.getType() == int.class ? Integer.MAX_VALUE : Schemas.UNSIGNED),
          "The id of the " + nounBefore(route.path(), place.name()) + "; 404 for one of another account.", Optional.empty());
    }
    return switch (place.name()) {
      case "limit" -> LIMIT;
      case "after" -> route.method().getReturnType() == CursorItems.class ? CURSOR : AFTER;
      default -> throw new IllegalStateException(route.call() + ": its operation must say what '" + place.name() + "' is");
    };
  }

  /** For example project for {@code id} in {@code projects/{id}/models}. */
  private static String nounBefore(String path, String name) {
    List<String> parts = Arrays.asList(path.split("/"));
    return parts.get(parts.indexOf("{" + name + "}") - 1).replaceAll("(?<=sh)es$|s$", "");
  }

  private static JsonObject json(Place place, Parameter parameter) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("name", place.name()).add("in", place.in())
        .add("required", place.in().equals("path") || parameter.example().isPresent())
        .add("description", parameter.meaning()).add("schema", parameter.schema());
    parameter.example().ifPresent(example -> json.add("example", example));
    return json.build();
  }
}
