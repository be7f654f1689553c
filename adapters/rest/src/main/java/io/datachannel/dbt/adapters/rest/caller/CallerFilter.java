package io.datachannel.dbt.adapters.rest.caller;

import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.application.execution.WorkContext;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets only callers with a token in, whatever path they ask for but those of {@link WithoutToken}, and only from the Authorization
 * header (RFC 6750, 2.1).
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class CallerFilter implements ContainerRequestFilter {
  private static final String PROPERTY = Caller.class.getName();
  private static final String STILL_IN = PROPERTY + ".stillIn";
  /** Signed tokens of the platform are much longer than those of the service. */
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]{1,8192}=*)");

  private final Authenticate authenticate;
  private final Set<String> openPaths;

  /** @param resources whose methods may be open */
  public CallerFilter(Authenticate authenticate, Set<Object> resources) {
    this.authenticate = authenticate;
    this.openPaths = resources.stream().flatMap(resource -> Arrays.stream(resource.getClass().getMethods()))
        .filter(method -> method.isAnnotationPresent(WithoutToken.class) && method.isAnnotationPresent(GET.class))
        .map(method -> method.getAnnotation(Path.class).value()).collect(Collectors.toUnmodifiableSet());
  }

  /** @throws Unauthenticated when no one holds the token */
  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals("GET") && openPaths.contains(request.getUriInfo().getPath(false))) {
      return;
    }
    Secret token = token(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
    Caller caller = authenticate.callerWith(token).orElseThrow(Unauthenticated::new);
    request.setProperty(PROPERTY, caller);
    request.setProperty(STILL_IN, (BooleanSupplier) () -> authenticate.callerWith(token).filter(caller::equals).isPresent());
    WorkContext.current().by(caller.account()).enter();
  }

  /**
   * The caller of a request. (Not as its SecurityContext: the server's own security puts another in its place.)
   *
   * @throws Unauthenticated when the request did not come through this filter
   */
  public static Caller callerOf(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof Caller caller) {
      return caller;
    }
    throw new Unauthenticated();
  }

  /**
   * Whether the token of a request, whose answer goes on for long, is still good and that of the same caller; looked up each time, so it throws
   * what the database does.
   */
  public static BooleanSupplier stillIn(ContainerRequestContext request) {
    return request.getProperty(STILL_IN) instanceof BooleanSupplier still ? still : () -> false;
  }

  private static Secret token(List<String> headers) {
    if (headers == null || headers.size() != 1) {
      throw new Unauthenticated();
    }
    Matcher matcher = BEARER.matcher(headers.getFirst());
    if (!matcher.matches()) {
      throw new Unauthenticated();
    }
    return new Secret(matcher.group(1));
  }
}
