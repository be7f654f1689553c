package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.adapters.rest.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Sends a browser whose login failed, for whatever reason, to the page that it began on, which tells its user by the code. */
@Provider
public final class LoginReturns implements ContainerResponseFilter {
  private static final String PROPERTY = LoginReturns.class.getName();

  /** From now on a problem of this request is a redirect. */
  static void announce(ContainerRequestContext request, ReturnPath path) {
    request.setProperty(PROPERTY, path);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(PROPERTY) instanceof ReturnPath path && response.getEntity() instanceof Problem problem) {
      response.setStatusInfo(Status.SEE_OTHER);
      response.setEntity(null);
      response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
      response.getHeaders().remove(HttpHeaders.RETRY_AFTER);
      response.getHeaders().putSingle(HttpHeaders.LOCATION, path.with("error", problem.code()));
    }
  }
}
