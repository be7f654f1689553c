package io.datachannel.dbt.adapters.rest.problem;

import io.datachannel.dbt.adapters.rest.caller.AnyRole;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes every request that no other resource takes. Without it the server would look for a route outside of the application and
 * answer 404 in a form of its own. Since it takes known paths under unknown methods, too, it knows the paths of the others.
 */
@AnyRole
@Path("/")
public final class UnknownPaths {
  private static final String ANY = "{any: .*}";

  private final Set<Route> routes;

  /** @param resources the other resources; their classes are at the root, their methods carry the whole path */
  public UnknownPaths(Set<Object> resources) {
    routes = resources.stream().flatMap(resource -> Arrays.stream(resource.getClass().getMethods()))
        .filter(method -> method.isAnnotationPresent(Path.class))
        .map(method -> new Route(Pattern.compile(method.getAnnotation(Path.class).value().replaceAll("\\{[^}]+}", "[^/]+") + "/?"),
            verb(method)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String verb(Method method) {
    return Arrays.stream(method.getAnnotations()).map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value()).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(method + " has a path and no HTTP method"));
  }

  @GET
  @Path(ANY)
  public void get(@Context UriInfo uri) {
    throw refusal(uri);
  }

  @POST
  @Path(ANY)
  public void post(@Context UriInfo uri) {
    throw refusal(uri);
  }

  @PUT
  @Path(ANY)
  public void put(@Context UriInfo uri) {
    throw refusal(uri);
  }

  @PATCH
  @Path(ANY)
  public void patch(@Context UriInfo uri) {
    throw refusal(uri);
  }

  @DELETE
  @Path(ANY)
  public void delete(@Context UriInfo uri) {
    throw refusal(uri);
  }

  private WebApplicationException refusal(UriInfo uri) {
    Set<String> allowed = routes.stream().filter(route -> route.path().matcher(uri.getPath()).matches())
        .map(Route::method).collect(Collectors.toCollection(TreeSet::new));
    return allowed.isEmpty()
        ? new NotFoundException()
        : new NotAllowedException(Response.status(Status.METHOD_NOT_ALLOWED).allow(allowed).build());
  }

  private record Route(Pattern path, String method) {}
}
