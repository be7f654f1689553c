package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.projects.ChangeVariables;
import io.datachannel.dbt.application.projects.ProjectVariables;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.VariableName;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The environment variables of a project; their revision is the project's. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class VariablesResource {
  private final Projects projects;
  private final ProjectVariables variables;
  private final ChangeVariables change;

  public VariablesResource(Projects projects, ProjectVariables variables, ChangeVariables change) {
    this.projects = projects;
    this.variables = variables;
    this.change = change;
  }

  @GET
  @Path("projects/{id}/variables")
  public Response list(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return shown(projects.find(callerOf(request).account(), new ProjectId(id)).orElseThrow(() -> NotFound.of("project", id)));
  }

  /** Adds it, or gives it another value. */
  @PUT
  @Path("projects/{id}/variables/{variable}")
  public Response set(
      @Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("variable") String name, JsonBody body) {
    body.rejectUnknown("value");
    VariableName variable = VariableName.of(name);
    return shown(change.set(callerOf(request), new ProjectId(id), IfMatch.of(request), variable,
        variable.checked(body.requiredText("value"))));
  }

  @DELETE
  @Path("projects/{id}/variables/{variable}")
  public Response remove(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("variable") String name) {
    return shown(change.remove(callerOf(request), new ProjectId(id), IfMatch.of(request), VariableName.of(name)));
  }

  private Response shown(Project project) {
    return Response.ok(Items.all(VariableView.of(variables.of(project)), view -> view))
        .header(HttpHeaders.ETAG, IfMatch.tag(project.revision())).build();
  }
}
