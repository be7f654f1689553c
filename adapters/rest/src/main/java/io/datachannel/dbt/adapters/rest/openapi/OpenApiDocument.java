package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.adapters.rest.MetaApi;
import io.datachannel.dbt.adapters.rest.RestApplication;
import io.datachannel.dbt.adapters.rest.problem.Problem;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Both APIs as an OpenAPI document (OpenAPI Specification 3.1.1), made of the methods and records of the resources and of the tables
 * of this package. A method that no table knows is left out, for which a test fails.
 */
public final class OpenApiDocument {
  private static final String ABOUT = """
      Runs dbt projects for their owners. FrontendAPI is for users, MetaAPI for pipelines and runners that report what they do elsewhere.

      Every error is `application/problem+json` with a stable `code`. Changes name in `If-Match` the `ETag` that was read. POSTs that make \
      something take an `Idempotency-Key`. Lists come in pages: `next` of one is `after` of the following. Members that have no value are \
      left out of answers; a member of a request that is `null` counts as left out. Times are UTC. What belongs to another account is 404.
      """;

  private final RecordSchemas schemas = new RecordSchemas();
  private final OperationJson operations = new OperationJson(schemas);
  private final Map<String, JsonObjectBuilder> paths = new TreeMap<>();
  private final JsonArrayBuilder tags = Json.createArrayBuilder();

  private OpenApiDocument() {}

  /** The document of these applications. */
  public static JsonObject of(List<RestApplication> applications) {
    OpenApiDocument document = new OpenApiDocument();
    for (RestApplication application : applications) {
      switch (application) {
        case FrontendApi frontend -> document.add(Route.of(FrontendApi.PATH, frontend.resourceClasses()), FrontendOperations.groups());
        case MetaApi meta -> document.add(Route.of(MetaApi.PATH, meta.resourceClasses()), MetaOperations.groups());
      }
    }
    return document.json();
  }

  private void add(List<Route> routes, List<Group> groups) {
    Map<String, Route> byCall = routes.stream().collect(Collectors.toMap(Route::call, Function.identity()));
    for (Group group : groups) {
      tags.add(Json.createObjectBuilder().add("name", group.tag()).add("description", group.meaning()));
      for (Operation operation : group.operations()) {
        Route route = byCall.get(operation.call());
        if (route != null) {
          paths.computeIfAbsent(route.path(), _ -> Json.createObjectBuilder())
              .add(route.verb().toLowerCase(Locale.ROOT), operations.of(group.tag(), route, operation));
        }
      }
    }
  }

  private JsonObject json() {
    JsonObjectBuilder allPaths = Json.createObjectBuilder();
    paths.forEach(allPaths::add);
    schemas.of(Problem.class);
    JsonObjectBuilder components = Json.createObjectBuilder();
    schemas.components().forEach(components::add);
    return Json.createObjectBuilder().add("openapi", "3.1.1")
        .add("info", Json.createObjectBuilder().add("title", "DataChannel dbt service").add("version", "1").add("description", ABOUT))
        .add("servers", Json.createArrayBuilder().add(Json.createObjectBuilder().add("url", "/")))
        .add("tags", tags)
        .add("paths", allPaths)
        .add("components", Json.createObjectBuilder()
            .add("schemas", components)
            .add("headers", Json.createObjectBuilder().add("RequestId", OperationJson.header(
                "Names the request; it is in the service's log, too.", Json.createValue("5f0c8a52-7a43-4c0e-9d7e-0d2b7e1c9a11"))))
            .add("securitySchemes", Json.createObjectBuilder().add(OperationJson.BEARER, Json.createObjectBuilder()
                .add("type", "http").add("scheme", "bearer")
                .add("description", "An API token of the service, or a token of the platform. It says account, user and role."))))
        .build();
  }
}
