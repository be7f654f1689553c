package io.datachannel.dbt.adapters.rest.problem;

import io.datachannel.dbt.application.execution.TraceParent;
import io.datachannel.dbt.application.execution.WorkContext;
import io.datachannel.dbt.application.result.IdSource;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Names each request, before anything else is done with it, and puts the name on the answer and on lines of the service's log. It travels as a header of the request,
 * in the place of one that a client may have sent.
 */
@Provider
@PreMatching
@Priority(RequestIds.FIRST)
public final class RequestIds implements ContainerRequestFilter, ContainerResponseFilter {
  public static final String HEADER = "X-Request-Id";
  static final int FIRST = 1;

  private final IdSource ids;

  public RequestIds(IdSource ids) {
    this.ids = ids;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String id = ids.uuid();
    request.getHeaders().putSingle(HEADER, id);
    WorkContext.ofRequest(id, Optional.ofNullable(request.getHeaderString("traceparent")).flatMap(TraceParent::parse)).enter();
  }

  /** Answers are private and of the type they say, whatever a browser may guess from a log's text. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HEADER, request.getHeaderString(HEADER));
    response.getHeaders().putSingle("Cache-Control", "no-store");
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    WorkContext.leave();
  }
}
