package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ResourceType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models of a project, as its last successful refresh found them. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {
  private final Projects projects;
  private final ModelCatalog models;

  public ModelsResource(Projects projects, ModelCatalog models) {
    this.projects = projects;
    this.models = models;
  }

  /**
   * @param resourceType only nodes of this kind, in dbt's word
   * @param name         only nodes whose name holds this, in any case
   */
  @GET
  @Path("projects/{id}/models")
  public Items<ModelView> list(@Context ContainerRequestContext request, @PathParam("id") int id,
      @QueryParam("resourceType") String resourceType, @QueryParam("name") String name) {
    AccountId account = callerOf(request).account();
    projects.find(account, new ProjectId(id)).orElseThrow(() -> NotFound.of("project", id));
    Optional<ResourceType> kind = Optional.ofNullable(resourceType).map(ModelsResource::kind);
    String part = Optional.ofNullable(name).orElse("").toLowerCase(Locale.ROOT);
    List<Model> found = models.list(account, new ProjectId(id)).stream()
        .filter(model -> kind.isEmpty() || kind.get() == model.resourceType())
        .filter(model -> model.name().toLowerCase(Locale.ROOT).contains(part)).toList();
    return Items.all(found, ModelView::of);
  }

  private static ResourceType kind(String word) {
    return ResourceType.named(word).orElseThrow(() -> new InvalidInput(FailureCode.FIELD_INVALID, "resourceType",
        "'resourceType' must be one of "
            + Arrays.stream(ResourceType.values()).map(ResourceType::dbtName).collect(Collectors.joining(", ")) + "."));
  }

  /** A model as the API shows it. */
  public record ModelView(String uniqueId, String resourceType, String name, String path, Optional<String> materialized,
      List<String> dependsOn, List<String> tags) {
    static ModelView of(Model model) {
      return new ModelView(model.uniqueId(), model.resourceType().dbtName(), model.name(), model.path(), model.materialized(),
          model.dependsOn(), model.tags());
    }
  }
}
