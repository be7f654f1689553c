package io.datachannel.dbt.adapters.rest.credentials;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.caller.RoleFilter;
import io.datachannel.dbt.adapters.rest.listing.CursorItems;
import io.datachannel.dbt.application.git.GitProviders.ProviderRepository;
import io.datachannel.dbt.application.git.ListBranches;
import io.datachannel.dbt.application.git.ListRepositories;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What a credential opens at its provider, for forms that set a project up. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RepositoriesResource {
  private final ListRepositories listRepositories;
  private final ListBranches listBranches;

  public RepositoriesResource(ListRepositories listRepositories, ListBranches listBranches) {
    this.listRepositories = listRepositories;
    this.listBranches = listBranches;
  }

  @GET
  @Path("credentials/{id}/repositories")
  public CursorItems<RepositoryView> repositories(@Context ContainerRequestContext request, @PathParam("id") int id,
      @QueryParam("search") String search, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    ListingQuery query = CursorItems.query(search, after, limit);
    return CursorItems.of(listRepositories.list(callerOf(request), new CredentialId(id), query), RepositoryView::of);
  }

  @GET
  @Path("credentials/{id}/branches")
  public CursorItems<BranchView> branches(@Context ContainerRequestContext request, @PathParam("id") int id,
      @QueryParam("repository") String repository, @QueryParam("search") String search, @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    ListingQuery query = CursorItems.query(search, after, limit);
    String named = Optional.ofNullable(repository).orElse("");
    if (RepositoryUrl.isMeant(named)) {
      // The token goes to the server of this address, which is not a viewer's to choose.
      RoleFilter.check(request, Role.EDITOR);
    }
    return CursorItems.of(listBranches.list(callerOf(request), new CredentialId(id), named, query), BranchView::new);
  }

  /**
   * A repository as the API shows it.
   *
   * @param name          in full, for example acme/shop
   * @param url           for a project's repositoryUrl
   * @param defaultBranch absent for a repository without a commit
   */
  public record RepositoryView(
      String name, String url, Optional<String> defaultBranch, @JsonbProperty("private") boolean isPrivate) {
    static RepositoryView of(ProviderRepository repository) {
      return new RepositoryView(repository.fullName(), repository.url(), repository.defaultBranch(), repository.isPrivate());
    }
  }

  /** A branch as the API shows it. */
  public record BranchView(String name) {}
}
