package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Fails like the parts behind the resources can. */
@Path("/")
public final class BrokenResource {
  static final String INNER_WORDS = "jdbc:mysql://db.internal";

  @GET
  @Path("broken/{code}")
  public String port(@PathParam("code") String code) {
    throw new PortFailure(FailureCode.valueOf(code), INNER_WORDS, new IllegalStateException(INNER_WORDS));
  }

  @GET
  @Path("broken")
  public String bug() {
    throw new IllegalStateException(INNER_WORDS);
  }
}
