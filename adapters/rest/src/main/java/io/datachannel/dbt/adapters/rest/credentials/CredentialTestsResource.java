package io.datachannel.dbt.adapters.rest.credentials;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.TestCredential;
import io.datachannel.dbt.application.git.TestCredential.Opened;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Tries credentials out. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CredentialTestsResource {
  private final TestCredential testCredential;

  public CredentialTestsResource(TestCredential testCredential) {
    this.testCredential = testCredential;
  }

  /** A credential that does not open is a good answer to the question whether it does, so it is no error. */
  @POST
  @Path("credentials/{id}/test")
  public TestView test(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    body.rejectUnknown("repositoryUrl");
    Optional<RepositoryUrl> repository = body.optionalText("repositoryUrl").map(RepositoryUrl::of);
    return TestView.of(testCredential.test(callerOf(request), new CredentialId(id), repository));
  }

  /**
   * What came of it.
   *
   * @param works    whether the provider, or the repository, was opened
   * @param code     of the failure
   * @param message  what was opened, or why nothing was and what to do
   * @param login    who the token belongs to at the provider
   * @param scopes   what the token may do, when the provider says it
   * @param branches how many the repository has
   */
  public record TestView(boolean works, Optional<String> code, String message, Optional<String> login,
      Optional<List<String>> scopes, Optional<Integer> branches) {
    static TestView of(Result<Opened> result) {
      return switch (result) {
        case Result.Failed<Opened> failed -> new TestView(false, Optional.of(failed.failure().code().name()),
            failed.failure().message(), Optional.empty(), Optional.empty(), Optional.empty());
        case Result.Ok<Opened>(Opened.Provider(TokenHolder holder)) -> new TestView(true, Optional.empty(),
            "The provider knows the token as " + holder.name() + ".", Optional.of(holder.name()), holder.scopes(), Optional.empty());
        case Result.Ok<Opened>(Opened.Repository(int branches)) -> new TestView(true, Optional.empty(),
            "The repository was opened; it has " + branches + (branches == 1 ? " branch." : " branches."), Optional.empty(),
            Optional.empty(), Optional.of(branches));
      };
    }
  }
}
