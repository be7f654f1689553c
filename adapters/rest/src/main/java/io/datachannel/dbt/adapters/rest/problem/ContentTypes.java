package io.datachannel.dbt.adapters.rest.problem;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/** Refuses a Content-Type that is none: the framework would answer it by itself, with nothing but a status. */
@Provider
@PreMatching
@Priority(RequestIds.FIRST + 1)
public final class ContentTypes implements ContainerRequestFilter {

  /** @throws InvalidInput with MEDIA_TYPE_UNSUPPORTED */
  @Override
  public void filter(ContainerRequestContext request) {
    String given = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    if (given == null) {
      return;
    }
    try {
      MediaType.valueOf(given);
    } catch (IllegalArgumentException none) {
      throw new InvalidInput(FailureCode.MEDIA_TYPE_UNSUPPORTED, "", "The header 'Content-Type' names no media type.");
    }
  }
}
