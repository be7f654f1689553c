package io.datachannel.dbt.adapters.providers;

import static io.datachannel.dbt.adapters.providers.ProviderApi.encodedPath;

import io.datachannel.dbt.adapters.providers.PageScan.ProviderPage;
import io.datachannel.dbt.application.git.GitProviders.ProviderRepository;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.Listing;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.domain.credential.GitAccess.GitLogin;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's REST API, version 2022-11-28. Its lists of a user's repositories and of branches cannot be searched, and its search knows
 * neither collaborators nor organisations, so what is looked for is looked for in the lists.
 */
final class GitHubApi implements ProviderApi {
  private static final Pattern PAGE = Pattern.compile("[0-9]{1,6}");
  /** Bounded within one address, so that a header of any kind is read in time. */
  private static final Pattern NEXT = Pattern.compile("<[^<>]{0,2000}[?&]page=([0-9]{1,6})(?:&[^<>]{0,2000}+)?>;\\s*+rel=\"next\"");

  private final URI base;
  private final ProviderHttp http;
  private final PageScan scan;
  private final GitHubRefusals refusals;

  GitHubApi(URI base, ProviderHttp http, PageScan scan, GitHubRefusals refusals) {
    this.base = base;
    this.http = http;
    this.scan = scan;
    this.refusals = refusals;
  }

  @Override
  public Listing<ProviderRepository> repositories(GitLogin login, ListingQuery query) {
    return list(login, "/user/repos?sort=full_name&", query, GitHubApi::repository, ProviderRepository::fullName);
  }

  @Override
  public Listing<String> branches(GitLogin login, String repository, ListingQuery query) {
    return list(login, "/repos/" + encodedPath(repository) + "/branches?", query,
        row -> Shape.text(row, "name"), Function.identity());
  }

  @Override
  public TokenHolder check(GitLogin login) {
    Reply reply = get(login, "/user");
    Optional<List<String>> scopes = GitHubRefusals.scopes(login, reply);
    if (scopes.isPresent() && !scopes.get().contains("repo")) {
      throw Refusing.denied(Reason.SCOPE_MISSING, "it has " + GitHubRefusals.named(scopes.get()));
    }
    return new TokenHolder(Shape.text(reply.object(), "login"), scopes);
  }

  private <T> Listing<T> list(GitLogin login, String path, ListingQuery query, Function<JsonObject, T> read, Function<T, String> name) {
    return scan.scan(query, Cursor.of(query.after(), "1", PAGE), page -> {
      Reply reply = get(login, path + "per_page=" + ROWS + "&page=" + page);
      refusals.checkScopes(login, reply);
      return new ProviderPage<>(reply.objects().stream().map(read).toList(), next(reply), GitHubRefusals.notice(reply));
    }, name);
  }

  private static Optional<String> next(Reply reply) {
    return reply.header("Link").map(NEXT::matcher).filter(Matcher::find).map(found -> found.group(1));
  }

  private Reply get(GitLogin login, String path) {
    Reply reply = http.send(HttpRequest.newBuilder(URI.create(base + path))
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", "2022-11-28")
        .header("Authorization", "Bearer " + ProviderHttp.headerText(login.password())));
    if (!reply.isGood()) {
      throw refusals.of(login, reply);
    }
    return reply;
  }

  private static ProviderRepository repository(JsonObject row) {
    return new ProviderRepository(Shape.text(row, "full_name"), Shape.text(row, "clone_url"),
        Shape.optionalText(row, "default_branch"), row.get("private") == JsonValue.TRUE);
  }
}
