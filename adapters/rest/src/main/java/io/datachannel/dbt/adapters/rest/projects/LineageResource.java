package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.projects.ReadLineage;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The graph of a project, as its last successful refresh found it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LineageResource {
  private final ReadLineage lineage;

  public LineageResource(ReadLineage lineage) {
    this.lineage = lineage;
  }

  /**
   * @param of   only what lies around this node
   * @param up   how many edges towards the sources; null for all
   * @param down how many edges towards the uses; null for all
   */
  @GET
  @Path("projects/{id}/lineage")
  public LineageView graph(@Context ContainerRequestContext request, @PathParam("id") int id, @QueryParam("of") String of,
      @QueryParam("up") String up, @QueryParam("down") String down) {
    AccountId account = callerOf(request).account();
    int above = edges("up", up, of);
    int below = edges("down", down, of);
    return LineageView.of(of == null
        ? lineage.whole(account, new ProjectId(id)) : lineage.around(account, new ProjectId(id), of, above, below));
  }

  private static int edges(String field, String value, String of) {
    if (value != null && of == null) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field, "'" + field + "' counts edges from a node; give its unique id as 'of'.");
    }
    return Optional.ofNullable(value).map(text -> (int) Math.min(PageQuery.number(field, text), Integer.MAX_VALUE))
        .orElse(Integer.MAX_VALUE);
  }
}
