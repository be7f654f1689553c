package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.credentials.PublicCredential;
import io.datachannel.dbt.application.projects.AddProject;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The dbt projects of the caller's account. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProjectsResource {
  private final Projects projects;
  private final AddProject addProject;
  private final PublicCredential publicCredential;

  public ProjectsResource(Projects projects, AddProject addProject, PublicCredential publicCredential) {
    this.projects = projects;
    this.addProject = addProject;
    this.publicCredential = publicCredential;
  }

  @POST
  @Path("projects")
  public Response add(@Context ContainerRequestContext request, JsonBody body) {
    Caller caller = callerOf(request);
    ProjectDefinition definition = ProjectBody.definition(body, () -> publicCredential.of(caller));
    ProjectView added = ProjectView.of(addProject.add(caller, definition));
    return Response.created(URI.create("projects/" + added.id())).entity(added).build();
  }

  @GET
  @Path("projects")
  public Items<ProjectView> list(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(projects.list(callerOf(request).account(), page), page, row -> row.id().value(), ProjectView::of);
  }

  @GET
  @Path("projects/{id}")
  public ProjectView one(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return projects.find(callerOf(request).account(), new ProjectId(id)).map(ProjectView::of)
        .orElseThrow(() -> NotFound.of("project", id));
  }
}
