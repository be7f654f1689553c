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
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The REST API 1.0 of Bitbucket Data Center and Server, by HTTP access tokens (Atlassian, "Bitbucket Data Center REST API"). Pages are named
 * by the number of their first row.
 */
final class BitbucketDataCenterApi implements ProviderApi {
  private static final Pattern START = Pattern.compile("[0-9]{1,9}");
  private static final Pattern FULL_NAME = Pattern.compile("([^/]+)/([^/]+)");

  private final URI base;
  private final ProviderHttp http;
  private final PageScan scan;
  private final RateLimits rates;

  BitbucketDataCenterApi(URI base, ProviderHttp http, PageScan scan, RateLimits rates) {
    this.base = base;
    this.http = http;
    this.scan = scan;
    this.rates = rates;
  }

  /** Whether an address is of such a server: Bitbucket Cloud's has no such path. */
  static boolean isAt(URI address) {
    return address.getPath() != null && address.getPath().contains("/rest/api/");
  }

  @Override
  public Listing<ProviderRepository> repositories(GitLogin login, ListingQuery query) {
    return list(login, "/repos?permission=REPO_READ", query, BitbucketDataCenterApi::repository, ProviderRepository::fullName);
  }

  @Override
  public Listing<String> branches(GitLogin login, String repository, ListingQuery query) {
    var name = FULL_NAME.matcher(repository);
    if (!name.matches()) {
      throw new Refusing(new Missing());
    }
    String search = query.search().isEmpty() ? "" : "&filterText=" + encoded(query.search());
    return list(login, "/projects/" + encoded(name.group(1)) + "/repos/" + encoded(name.group(2)) + "/branches?orderBy=ALPHABETICAL" + search,
        query, row -> Shape.text(row, "displayId"), Function.identity());
  }

  /** Each answer names the user in a header; the tokens of projects and repositories are of no user. */
  @Override
  public TokenHolder check(GitLogin login) {
    Reply reply = get(login, "/repos?permission=REPO_READ&limit=1");
    return new TokenHolder(reply.header("X-AUSERNAME").filter(name -> name.matches("[^\\p{Cntrl}]{1,255}")).orElse("an access token"), Optional.empty());
  }

  private <T> Listing<T> list(GitLogin login, String path, ListingQuery query, Function<JsonObject, T> read, Function<T, String> name) {
    return scan.scan(query, Cursor.of(query.after(), "0", START), start -> {
      JsonObject page = get(login, path + "&limit=" + ROWS + "&start=" + start).object();
      return new ProviderPage<>(Shape.objects(page.get("values")).stream().map(read).toList(), next(page), Optional.empty());
    }, name);
  }

  private static Optional<String> next(JsonObject page) {
    return page.get("isLastPage") == JsonValue.FALSE && page.get("nextPageStart") instanceof JsonNumber start && START.matcher(start.toString()).matches()
        ? Optional.of(start.toString()) : Optional.empty();
  }

  private Reply get(GitLogin login, String path) {
    Reply reply = http.send(HttpRequest.newBuilder(URI.create(base + path))
        .header("Accept", "application/json").header("Authorization", "Bearer " + ProviderHttp.headerText(login.password())));
    if (!reply.isGood()) {
      throw refusal(reply);
    }
    return reply;
  }

  private Refusing refusal(Reply reply) {
    return switch (reply.status()) {
      case 401 -> Refusing.denied(Reason.TOKEN_REFUSED, "");
      case 403 -> Refusing.denied(Reason.FORBIDDEN, "");
      case 404 -> new Refusing(new Missing());
      case 429 -> rates.refusal(reply);
      default -> Refusing.unavailable("answered with the status " + reply.status());
    };
  }

  private static ProviderRepository repository(JsonObject row) {
    String https = Shape.objects(Shape.object(row, "links").get("clone")).stream()
        .filter(link -> Shape.optionalText(link, "name").filter("http"::equals).isPresent())
        .map(link -> BitbucketApi.withoutUser(Shape.text(link, "href"))).findFirst().orElseThrow(Shape::unexpected);
    return new ProviderRepository(Shape.text(Shape.object(row, "project"), "key") + "/" + Shape.text(row, "slug"), https, Optional.empty(),
        row.get("public") != JsonValue.TRUE);
  }
}
