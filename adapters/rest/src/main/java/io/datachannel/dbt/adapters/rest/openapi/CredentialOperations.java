package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.secret;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.words;

import io.datachannel.dbt.adapters.rest.credentials.CredentialTestsResource.TestView;
import io.datachannel.dbt.adapters.rest.credentials.CredentialView;
import io.datachannel.dbt.adapters.rest.credentials.GitHubLoginResource.LoginView;
import io.datachannel.dbt.adapters.rest.credentials.GitHubLoginResource.StartedView;
import io.datachannel.dbt.adapters.rest.credentials.RepositoriesResource.BranchView;
import io.datachannel.dbt.adapters.rest.credentials.RepositoriesResource.RepositoryView;
import io.datachannel.dbt.adapters.rest.credentials.ReturnPath;
import io.datachannel.dbt.adapters.rest.openapi.Schemas.Field;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** What is said of credentials, and of what they open. */
final class CredentialOperations {
  private static final Field NAME = required("name", text(255), "What people call it.");
  private static final Field PROVIDER = optional("provider", Schemas.standard(Schemas.namesOf(GitProvider.class), "OTHER"),
      "Whose token it is.");
  private static final Field USER = optional("userName", text(255), "Sent along with the token; each provider has a standard.");
  private static final String TOKEN = "A personal or project token. Where one is kept, it stays when this is left out.";
  private static final Field HOST_KEYS = optional("hostKeys", Schemas.listOf(text(4000), 0, 20), "Lines as `ssh-keyscan` prints them, of servers "
      + "other than github.com, gitlab.com and bitbucket.org, whose keys are known.");
  private static final JsonObject SSH_KEY = closed(NAME, required("kind", words(List.of("ssh-key")), "A key pair that the service makes; make its "
      + "public key a deploy key of the repository."), HOST_KEYS);
  private static final JsonObject PUBLIC =
      closed(NAME, required("kind", words(List.of("public")), "Public repositories need no token."));
  private static final JsonObject SEARCH = text(255);
  private static final JsonObject RETURN_PATH =
      Schemas.with(Schemas.anyText(ReturnPath.LONGEST), "pattern", Json.createValue(ReturnPath.PATTERN));
  private static final FailureCode[] ASKED = {FailureCode.PROVIDER_ACCESS_DENIED, FailureCode.PROVIDER_RATE_LIMITED,
      FailureCode.PROVIDER_UNAVAILABLE, FailureCode.PROVIDER_UNSUPPORTED, FailureCode.FIELD_MISSING};

  private CredentialOperations() {}

  static Group group() {
    return Group.of("Credentials", "What opens git repositories.",
        Operation.of("GET credentials", "listCredentials", "List the credentials").answers(200, Lists.items(CredentialView.class)),
        Operation.of("POST credentials", "addCredential", "Add a credential")
            .says("A token goes to the host of the first project that uses it, and to no other; until then, one of a provider to the provider's "
                + "hosts and to those that the operator named. For a login at GitHub instead of a token see `/oauth/github/start`.")
            .takes(Schemas.either(List.of(httpsToken(required("token", secret(4096), TOKEN)), SSH_KEY, PUBLIC)))
            .once().answers(201, CredentialView.class).tagged().located(),
        Operation.of("GET credentials/{id}", "getCredential", "Read a credential").says("Never with its token or private key.")
            .answers(200, CredentialView.class).tagged(),
        Operation.of("PUT credentials/{id}", "replaceCredential", "Replace a credential")
            .says("A token that is left out stays, unless it would go to another provider, and is for its host alone as before; one that is given is for the "
                + "host of the project that uses it next. A key pair stays in any case.")
            .takes(Schemas.either(List.of(httpsToken(optional("token", secret(4096), TOKEN)), SSH_KEY, PUBLIC, closed(NAME,
                required("kind", words(List.of("github-oauth")), "Such a one can only be renamed.")))))
            .ifMatch().answers(200, CredentialView.class).tagged(),
        Operation.of("PATCH credentials/{id}", "patchCredential", "Change some of a credential")
            .patches(Schemas.patchOf(closed(NAME,
                required("kind", words(List.of("https-token", "ssh-key", "public", "github-oauth")), "What it is."), PROVIDER, USER, HOST_KEYS,
                optional("token", secret(4096), TOKEN))))
            .ifMatch().answers(200, CredentialView.class).tagged(),
        Operation.of("DELETE credentials/{id}", "deleteCredential", "Delete a credential").says("One that a project uses stays.")
            .ifMatch().refuses(FailureCode.IN_USE).answersNothing(204),
        Operation.of("POST credentials/{id}/test", "testCredential", "Try a credential out")
            .says("That it does not open is a good answer to the question whether it does, so it is 200, too.")
            .takes(closed(optional("repositoryUrl", text(2000), "A repository to open; left out, the provider is asked who the token is of.")))
            .refuses(FailureCode.REPOSITORY_URL_REFUSED).answers(200, TestView.class),
        Operation.of("GET credentials/{id}/repositories", "listRepositories", "List the repositories that a credential opens")
            .with("search", SEARCH, "Only names that hold this.").refuses(ASKED).answers(200, Lists.cursorItems(RepositoryView.class)),
        Operation.of("GET credentials/{id}/branches", "listBranches", "List the branches of a repository")
            .with("search", SEARCH, "Only names that hold this.")
            .needs("repository", text(2000), "Its full name at the provider; or its URL, for which the role of an editor is needed.", "acme/shop")
            .refuses(ASKED).refuses(FailureCode.REPOSITORY_URL_REFUSED, FailureCode.REPOSITORY_UNREACHABLE,
                FailureCode.REPOSITORY_NOT_FOUND, FailureCode.REPOSITORY_ACCESS_DENIED, FailureCode.REPOSITORY_HOST_KEY_UNKNOWN)
            .answers(200, Lists.cursorItems(BranchView.class)),
        Operation.of("GET oauth/github", "getGitHubLogin", "Ask whether there are logins at GitHub")
            .says("There are when the operator has registered this service there.").answers(200, LoginView.class),
        Operation.of("POST oauth/github/start", "startGitHubLogin", "Begin a login at GitHub")
            .says("Open the page of the answer in the same browser within ten minutes; the cookie of the answer goes back with it.")
            .takes(closed(optional("name", Schemas.standard(text(255), "GitHub"), "What people call the credential."),
                optional("returnTo", RETURN_PATH, "A path of this service with its query, to which the browser goes on in the end; without it, "
                    + "a page says that it is done.")))
            .refuses(FailureCode.PROVIDER_UNSUPPORTED).answers(200, StartedView.class),
        Operation.of("GET oauth/github/callback", "finishGitHubLogin", "Come back from GitHub")
            .says("For the user's browser, which GitHub sends here. It makes the credential. Where the login began with `returnTo`, it is "
                + "redirected there with `credential` (its id) or `error` (the code of a problem) in the query.")
            .needs("state", text(512), "What GitHub was sent.", "4vJ9w2").with("code", text(512), "What GitHub gives when the user agreed.")
            .with("error", text(64), "What GitHub gives when the user did not.")
            .with("dc_github_login", text(4096), "Set by the beginning of the login.")
            .refuses(FailureCode.FIELD_MISSING, FailureCode.PROVIDER_ACCESS_DENIED, FailureCode.PROVIDER_RATE_LIMITED,
                FailureCode.PROVIDER_UNAVAILABLE, FailureCode.PROVIDER_UNSUPPORTED)
            .answers(200, String.class).answersNothing(303).located());
  }

  private static JsonObject httpsToken(Field token) {
    return closed(NAME, required("kind", words(List.of("https-token")), "A token that is sent over https."), PROVIDER, USER, token);
  }
}
