package io.datachannel.dbt.adapters.rest.me;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.caller.AnyRole;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;

/** Who calls, and whom: what a client asks first, to know whether its token is good and what it may do with it. */
@AnyRole
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
  private final String version;
  private final InstantSource clock;

  /** @param version of the service, as its build names it */
  public MeResource(String version, InstantSource clock) {
    this.version = version;
    this.clock = clock;
  }

  @GET
  @Path("me")
  public MeView me(@Context ContainerRequestContext request) {
    return MeView.of(callerOf(request), version, clock.instant());
  }
}
