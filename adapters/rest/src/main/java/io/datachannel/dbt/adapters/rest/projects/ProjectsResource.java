package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.credentials.PublicCredential;
import io.datachannel.dbt.application.projects.AddProject;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.Project;
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

/** The dbt projects of the caller's account. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProjectsResource {
  private final Projects projects;
  private final AddProject addProject;
  private final PublicCredential publicCredential;
  private final PostOnce once;

  public ProjectsResource(Projects projects, AddProject addProject, PublicCredential publicCredential, PostOnce once) {
    this.projects = projects;
    this.addProject = addProject;
    this.publicCredential = publicCredential;
    this.once = once;
  }

  @POST
  @Path("projects")
  public Response add(@Context ContainerRequestContext request, JsonBody body) {
    Caller caller = callerOf(request);
    return once.answer(request, body, () -> {
      Project added = addProject.add(caller, ProjectBody.definition(body, () -> publicCredential.of(caller)));
      return Made.created("projects/" + added.id().value(), ProjectView.of(added)).tagged(added.revision());
    });
  }

  /** Without the deleted ones. */
  @GET
  @Path("projects")
  public Items<ProjectView> list(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(projects.list(callerOf(request).account(), page), page, row -> row.id().value(), ProjectView::of);
  }

  @GET
  @Path("projects/{id}")
  public Response one(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return ProjectView.tagged(projects.find(callerOf(request).account(), new ProjectId(id))
        .orElseThrow(() -> NotFound.of("project", id)));
  }
}
