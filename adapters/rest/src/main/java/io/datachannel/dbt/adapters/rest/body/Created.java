package io.datachannel.dbt.adapters.rest.body;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Answers to what was made or begun, with the address of the new thing. */
public final class Created {
  private Created() {}

  /** 201. */
  public static Response at(UriInfo uri, String path, Object view) {
    return Response.created(uri.getBaseUriBuilder().path(path).build()).entity(view).build();
  }

  /** 202: it goes on after the answer. */
  public static Response begun(UriInfo uri, String path, Object view) {
    return Response.accepted(view).location(uri.getBaseUriBuilder().path(path).build()).build();
  }
}
