package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.providers.HttpGitHubApp;
import io.datachannel.dbt.adapters.providers.HttpGitProviders;
import io.datachannel.dbt.adapters.providers.HttpLimits;
import io.datachannel.dbt.adapters.providers.OAuthClient;
import io.datachannel.dbt.adapters.providers.ProviderAddresses;
import io.datachannel.dbt.adapters.rest.credentials.CredentialTestsResource;
import io.datachannel.dbt.adapters.rest.credentials.GitHubLoginResource;
import io.datachannel.dbt.adapters.rest.credentials.RepositoriesResource;
import io.datachannel.dbt.application.account.TokenSource;
import io.datachannel.dbt.application.credentials.AccessReturn;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.credentials.BoundTokens;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.git.FinishGitHubLogin;
import io.datachannel.dbt.application.git.GitHubApp;
import io.datachannel.dbt.application.git.ListBranches;
import io.datachannel.dbt.application.git.ListRepositories;
import io.datachannel.dbt.application.git.LoginAttempts;
import io.datachannel.dbt.application.git.RemoteBranches;
import io.datachannel.dbt.application.git.RenewingCredentials;
import io.datachannel.dbt.application.git.RevokeGitHubLogin;
import io.datachannel.dbt.application.git.StartGitHubLogin;
import io.datachannel.dbt.application.git.TestCredential;
import io.datachannel.dbt.application.projects.ProjectUses;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.GitHubLogin;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.ProviderChoice;
import java.time.InstantSource;
import java.util.Optional;

/** The wiring of the git providers' APIs, in the resources that show them. */
record ProviderResources(
    RepositoriesResource repositories, CredentialTestsResource tests, GitHubLoginResource githubLogin, AccessReturn accessReturn) {

  static ProviderResources of(ProviderChoice choice, Kept kept, RemoteBranches remote, TokenSource random, InstantSource clock) {
    HttpGitProviders providers = providers(choice, clock);
    Optional<GitHubApp> app = app(choice, providers, clock);
    BoundTokens tokens = new BoundTokens(kept.credentials(), kept.uses());
    boolean secure = choice.login().flatMap(GitHubLogin::callback).filter(url -> url.getScheme().equals("http")).isEmpty();
    return new ProviderResources(
        new RepositoriesResource(new ListRepositories(kept.credentials(), providers, clock),
            new ListBranches(kept.credentials(), tokens, providers, remote, clock)),
        new CredentialTestsResource(new TestCredential(kept.credentials(), tokens, providers, remote)),
        new GitHubLoginResource(new StartGitHubLogin(app, kept.logins(), random, clock),
            new FinishGitHubLogin(app, kept.logins(), random, kept.addCredential(), clock), secure),
        new RevokeGitHubLogin(app));
  }

  /** The credentials for who uses them: logins that end are renewed. */
  static Credentials renewing(ProviderChoice choice, Repositories kept, InstantSource clock) {
    return new RenewingCredentials(kept.configured().credentials(), app(choice, providers(choice, clock), clock), kept.work(), clock);
  }

  private static HttpGitProviders providers(ProviderChoice choice, InstantSource clock) {
    return new HttpGitProviders(
        new ProviderAddresses(choice.github(), choice.gitlab(), choice.bitbucket()), HttpLimits.STANDARD, clock);
  }

  private static Optional<GitHubApp> app(ProviderChoice choice, HttpGitProviders providers, InstantSource clock) {
    return choice.login().map(login -> new HttpGitHubApp(
        new OAuthClient(login.web(), choice.github(), login.clientId(), login.clientSecret(), login.callback()), providers,
        HttpLimits.STANDARD, clock));
  }

  /** What they read and write. */
  record Kept(Credentials credentials, AddCredential addCredential, LoginAttempts logins, ProjectUses uses) {}
}
