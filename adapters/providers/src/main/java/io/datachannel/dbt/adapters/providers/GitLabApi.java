package io.datachannel.dbt.adapters.providers;

import static io.datachannel.dbt.adapters.providers.ProviderApi.encoded;

import io.datachannel.dbt.adapters.providers.PageScan.ProviderPage;
import io.datachannel.dbt.application.git.GitProviders.ProviderRepository;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.Listing;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.application.git.ProviderAnswer.Missing;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.domain.credential.GitAccess.GitLogin;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** GitLab's REST API v4. It searches by itself from three characters on, in more than the name, so the names are looked at again. */
final class GitLabApi implements ProviderApi {
  private static final Pattern PAGE = Pattern.compile("[0-9]{1,6}");
  private static final int SHORTEST_SEARCH = 3;

  private final URI base;
  private final ProviderHttp http;
  private final PageScan scan;
  private final RateLimits rates;

  GitLabApi(URI base, ProviderHttp http, PageScan scan, RateLimits rates) {
    this.base = base;
    this.http = http;
    this.scan = scan;
    this.rates = rates;
  }

  @Override
  public Listing<ProviderRepository> repositories(GitLogin login, ListingQuery query) {
    String word = query.search().substring(query.search().lastIndexOf('/') + 1);
    return list(login, "/projects?membership=true&simple=true&archived=false&order_by=id&sort=asc&search_namespaces=true"
        + search(word), query, GitLabApi::repository, ProviderRepository::fullName);
  }

  @Override
  public Listing<String> branches(GitLogin login, String repository, ListingQuery query) {
    return list(login, "/projects/" + encoded(repository) + "/repository/branches?sort=name_asc" + search(query.search()), query,
        row -> Shape.text(row, "name"), Function.identity());
  }

  @Override
  public TokenHolder check(GitLogin login) {
    return new TokenHolder(Shape.text(get(login, "/user").object(), "username"), Optional.empty());
  }

  private <T> Listing<T> list(GitLogin login, String path, ListingQuery query, Function<JsonObject, T> read, Function<T, String> name) {
    return scan.scan(query, Cursor.of(query.after(), "1", PAGE), page -> {
      Reply reply = get(login, path + "&per_page=" + ROWS + "&page=" + page);
      Optional<String> next = reply.header("X-Next-Page").filter(text -> PAGE.matcher(text).matches());
      return new ProviderPage<>(reply.objects().stream().map(read).toList(), next, Optional.empty());
    }, name);
  }

  /** A {@code ^} or {@code $} would be an anchor. */
  private static String search(String word) {
    return word.length() < SHORTEST_SEARCH || word.contains("^") || word.contains("$") ? "" : "&search=" + encoded(word);
  }

  private Reply get(GitLogin login, String path) {
    Reply reply = http.send(HttpRequest.newBuilder(URI.create(base + path))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + ProviderHttp.headerText(login.password())));
    if (!reply.isGood()) {
      throw refusal(reply);
    }
    return reply;
  }

  private Refusing refusal(Reply reply) {
    JsonObject error = reply.errorObject();
    return switch (reply.status()) {
      case 401 -> Refusing.denied(Shape.optionalText(error, "error_description").filter(text -> text.contains("expired")).isPresent()
          ? Reason.TOKEN_EXPIRED : Reason.TOKEN_REFUSED, "");
      case 403 -> Shape.optionalText(error, "error").filter("insufficient_scope"::equals).isPresent()
          ? Refusing.denied(Reason.SCOPE_MISSING, wanted(error)) : Refusing.denied(Reason.FORBIDDEN, "");
      case 404 -> new Refusing(new Missing());
      case 429 -> rates.refusal(reply);
      default -> Refusing.unavailable("answered with the status " + reply.status());
    };
  }

  private static String wanted(JsonObject error) {
    return Shape.optionalText(error, "scope").filter(text -> text.matches("[a-z_ ]{1,200}"))
        .map(text -> "it wants one of " + text.replace(" ", ", ")).orElse("");
  }

  private static ProviderRepository repository(JsonObject row) {
    return new ProviderRepository(Shape.text(row, "path_with_namespace"), Shape.text(row, "http_url_to_repo"),
        Shape.optionalText(row, "default_branch"), Shape.optionalText(row, "visibility").filter("public"::equals).isEmpty());
  }
}
