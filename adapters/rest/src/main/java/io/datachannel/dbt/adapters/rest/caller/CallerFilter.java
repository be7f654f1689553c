package io.datachannel.dbt.adapters.rest.caller;

import io.datachannel.dbt.application.account.Authenticate;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets in who holds a token, and remembers whose it is. */
@Priority(Priorities.AUTHENTICATION)
public final class CallerFilter implements ContainerRequestFilter {
  private static final String PROPERTY = "caller";
  private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]{1,512})", Pattern.CASE_INSENSITIVE);

  private final Authenticate authenticate;

  public CallerFilter(Authenticate authenticate) {
    this.authenticate = authenticate;
  }

  /** Who sent the request. */
  public static Caller callerOf(ContainerRequestContext request) {
    return (Caller) request.getProperty(PROPERTY);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Matcher header = BEARER.matcher(Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION)).orElse(""));
    Optional<Caller> caller = header.matches() ? authenticate.callerWith(new Secret(header.group(1))) : Optional.empty();
    request.setProperty(PROPERTY, caller.orElseThrow(() -> new NotAuthorizedException("Bearer")));
  }
}
