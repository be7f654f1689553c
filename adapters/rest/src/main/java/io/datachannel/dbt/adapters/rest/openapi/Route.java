package io.datachannel.dbt.adapters.rest.openapi;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A method of a resource and where it is reached. @param path of the whole service, with its parameters in braces */
record Route(String verb, String path, String call, Method method) {
  /** Every route of the resources, by path and verb. @param base the path of the application, beginning with a slash */
  static List<Route> of(String base, Set<Class<?>> resources) {
    return resources.stream().flatMap(resource -> Arrays.stream(resource.getMethods()))
        .filter(method -> method.isAnnotationPresent(Path.class)).map(method -> of(base, method))
        .sorted(Comparator.comparing(Route::path).thenComparing(Route::verb)).toList();
  }

  private static Route of(String base, Method method) {
    String path = method.getAnnotation(Path.class).value();
    String verb = Arrays.stream(method.getAnnotations()).map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .flatMap(found -> Optional.ofNullable(found).stream()).map(HttpMethod::value).findFirst().orElseThrow();
    return new Route(verb, base + "/" + path, verb + " " + path, method);
  }

  /** The media type of its answer. */
  String mediaType() {
    Produces own = method.getAnnotation(Produces.class);
    return (own == null ? method.getDeclaringClass().getAnnotation(Produces.class) : own).value()[0];
  }
}
