package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.adapters.rest.body.Created;
import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.body.Listing;
import io.datachannel.dbt.adapters.rest.body.ReadBody;
import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.application.credentials.PublicCredential;
import io.datachannel.dbt.application.projects.AddProject;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.DefaultValue;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Projects and their models. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProjectResource {
  private final AddProject add;
  private final PublicCredential publicCredential;
  private final Projects projects;
  private final ModelCatalog models;

  public ProjectResource(AddProject add, PublicCredential publicCredential, Projects projects, ModelCatalog models) {
    this.add = add;
    this.publicCredential = publicCredential;
    this.projects = projects;
    this.models = models;
  }

  /** @param resourceType model, seed, snapshot, test, … */
  public record ModelView(
      String uniqueId, String resourceType, String name, String path, Optional<String> materialized, List<String> dependsOn,
      List<String> tags) {
    static ModelView of(Model model) {
      return new ModelView(model.uniqueId(), model.resourceType().dbtName(), model.name(), model.path(), model.materialized(),
          model.dependsOn(), model.tags());
    }
  }

  @POST
  @Path("projects")
  public Response add(@Context ContainerRequestContext request, @Context UriInfo uri) {
    Caller caller = CallerFilter.callerOf(request);
    JsonBody body = ReadBody.of(request);
    Project added = add.add(caller, ProjectBody.read(body, () -> publicCredential.of(caller)));
    return Created.at(uri, "projects/" + added.id().value(), ProjectView.of(added));
  }

  @GET
  @Path("projects")
  public Listing<ProjectView> list(
      @Context ContainerRequestContext request,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Page page = new Page(after, limit);
    return Listing.of(projects.list(CallerFilter.callerOf(request).account(), page), page,
        ProjectView::of, project -> project.id().value());
  }

  @GET
  @Path("projects/{id}")
  public ProjectView get(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return ProjectView.of(find(CallerFilter.callerOf(request).account(), id));
  }

  @GET
  @Path("projects/{id}/models")
  public Listing<ModelView> models(
      @Context ContainerRequestContext request,
      @PathParam("id") int id,
      @QueryParam("resourceType") @DefaultValue("") String resourceType,
      @QueryParam("name") @DefaultValue("") String name) {
    AccountId account = CallerFilter.callerOf(request).account();
    Project project = find(account, id);
    return Listing.whole(models.list(account, project.id()).stream()
        .filter(model -> resourceType.isEmpty() || resourceType.equals(model.resourceType().dbtName()))
        .filter(model -> model.name().contains(name))
        .map(ModelView::of).toList());
  }

  private Project find(AccountId account, int id) {
    return projects.find(account, new ProjectId(id)).orElseThrow(() -> NotFound.of("project", id));
  }
}
