package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.CursorItems;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.ModelDetails;
import io.datachannel.dbt.application.projects.ModelQuery;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.RefreshHistory;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.refresh.RefreshId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models of a project, as its last successful refresh found them. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {
  private final Projects projects;
  private final ModelCatalog models;
  private final ModelDetails details;
  private final RefreshHistory refreshes;

  public ModelsResource(Projects projects, ModelCatalog models, ModelDetails details, RefreshHistory refreshes) {
    this.projects = projects;
    this.models = models;
    this.details = details;
    this.refreshes = refreshes;
  }

  /**
   * @param resourceType only nodes of this kind, in dbt's word
   * @param name         only nodes whose name holds this, in any case
   * @param tag          only nodes with exactly this tag
   * @param path         only nodes whose file is this one, or below this folder
   */
  @GET
  @Path("projects/{id}/models")
  public ModelsPageView list(@Context ContainerRequestContext request, @PathParam("id") int id,
      @QueryParam("resourceType") String resourceType, @QueryParam("name") String name, @QueryParam("tag") String tag,
      @QueryParam("path") String path, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    ModelQuery query = new ModelQuery(Optional.ofNullable(resourceType).map(ModelsResource::kind), given(name), given(tag),
        given(path).map(folder -> folder.replaceAll("/+$", "")).filter(folder -> !folder.isEmpty()),
        given(after).orElse(""), PageQuery.of(null, limit).limit());
    AccountId account = accountOf(request, id);
    ProjectId project = new ProjectId(id);
    Optional<Refresh> kept = refreshes.lastKept(account, project);
    return ModelsPageView.of(
        CursorItems.page(models.page(account, project, query), query.limit(), Model::uniqueId, ModelView::of), kept,
        refreshes.lastFailed(account, project, kept.map(Refresh::id).orElse(new RefreshId(0))));
  }

  @GET
  @Path("projects/{id}/models/{uid}")
  public ModelDetailView one(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("uid") String uniqueId) {
    AccountId account = accountOf(request, id);
    Model model = models.find(account, new ProjectId(id), uniqueId).orElseThrow(() -> new NotFound(
        "The project has no such model as of its last refresh; list its models, or refresh it."));
    return ModelDetailView.of(model,
        details.find(account, new ProjectId(id), uniqueId).orElseGet(() -> ModelDetail.unknown(uniqueId)));
  }

  private AccountId accountOf(ContainerRequestContext request, int project) {
    AccountId account = callerOf(request).account();
    projects.find(account, new ProjectId(project)).orElseThrow(() -> NotFound.of("project", project));
    return account;
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  private static ResourceType kind(String word) {
    return ResourceType.named(word).orElseThrow(() -> new InvalidInput(FailureCode.FIELD_INVALID, "resourceType",
        "'resourceType' must be one of "
            + Arrays.stream(ResourceType.values()).map(ResourceType::dbtName).collect(Collectors.joining(", ")) + "."));
  }
}
