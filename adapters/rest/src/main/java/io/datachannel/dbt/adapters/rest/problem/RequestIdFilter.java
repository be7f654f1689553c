package io.datachannel.dbt.adapters.rest.problem;

import io.datachannel.dbt.application.result.IdSource;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;

/** Gives every request an id that is in the answer and, for failures of the service, in its log. */
@PreMatching
@Priority(1)
public final class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {
  static final String HEADER = "X-Request-Id";

  private final IdSource ids;

  public RequestIdFilter(IdSource ids) {
    this.ids = ids;
  }

  /** One that a client sent is replaced: it could forge another request's. */
  @Override
  public void filter(ContainerRequestContext request) {
    request.getHeaders().putSingle(HEADER, ids.uuid());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HEADER, request.getHeaderString(HEADER));
  }
}
