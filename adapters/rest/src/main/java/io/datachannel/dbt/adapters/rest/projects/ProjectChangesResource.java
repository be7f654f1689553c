package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.caller.RoleFilter;
import io.datachannel.dbt.adapters.rest.listing.Flag;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.credentials.PublicCredential;
import io.datachannel.dbt.application.projects.ChangeProject;
import io.datachannel.dbt.application.projects.DeleteProject;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Changes, pauses, resumes and deletes projects. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProjectChangesResource {
  private final ChangeProject changeProject;
  private final DeleteProject deleteProject;
  private final PublicCredential publicCredential;

  public ProjectChangesResource(ChangeProject changeProject, DeleteProject deleteProject, PublicCredential publicCredential) {
    this.changeProject = changeProject;
    this.deleteProject = deleteProject;
    this.publicCredential = publicCredential;
  }

  @PUT
  @Path("projects/{id}")
  public Response replace(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    Caller caller = callerOf(request);
    return ProjectView.tagged(changeProject.change(caller, new ProjectId(id), IfMatch.of(request),
        _ -> ProjectBody.definition(body, () -> publicCredential.of(caller))));
  }

  @PATCH
  @Path("projects/{id}")
  public Response patch(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    Caller caller = callerOf(request);
    return ProjectView.tagged(changeProject.change(caller, new ProjectId(id), IfMatch.of(request),
        current -> ProjectBody.patched(body, current, () -> publicCredential.of(caller))));
  }

  /** Until it is resumed, no schedule starts a run; users still may. */
  @POST
  @Path("projects/{id}/pause")
  public Response pause(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return ProjectView.tagged(changeProject.pause(callerOf(request), new ProjectId(id)));
  }

  @POST
  @Path("projects/{id}/resume")
  public Response resume(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return ProjectView.tagged(changeProject.resume(callerOf(request), new ProjectId(id)));
  }

  /**
   * Its runs are stopped; it and they can still be read.
   *
   * @param purge true to have all of it taken away as soon as nothing of it runs; needs an admin
   */
  @DELETE
  @Path("projects/{id}")
  public Response delete(@Context ContainerRequestContext request, @PathParam("id") int id, @QueryParam("purge") String purge) {
    boolean all = Flag.of("purge", purge);
    if (all) {
      RoleFilter.check(request, Role.ADMIN);
    }
    Project deleted = deleteProject.delete(callerOf(request), new ProjectId(id), IfMatch.of(request), all);
    return Response.fromResponse(ProjectView.tagged(deleted)).status(all ? Response.Status.ACCEPTED : Response.Status.OK).build();
  }
}
