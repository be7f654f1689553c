package io.datachannel.dbt.adapters.rest.problem;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Answers every address that no resource has; the server's own answer has no body. */
@Path("/")
public final class NothingHere {

  @GET
  @Path("{any: .*}")
  public Response get() {
    throw new NotFoundException();
  }

  @POST
  @Path("{any: .*}")
  public Response post() {
    throw new NotFoundException();
  }

  @PUT
  @Path("{any: .*}")
  public Response put() {
    throw new NotFoundException();
  }

  @PATCH
  @Path("{any: .*}")
  public Response patch() {
    throw new NotFoundException();
  }

  @DELETE
  @Path("{any: .*}")
  public Response delete() {
    throw new NotFoundException();
  }
}
