package io.datachannel.dbt.adapters.providers;

import static io.datachannel.dbt.adapters.providers.ProviderApi.encoded;
import static io.datachannel.dbt.adapters.providers.ProviderApi.encodedPath;

import io.datachannel.dbt.adapters.providers.PageScan.ProviderPage;
import io.datachannel.dbt.application.git.GitProviders.ProviderRepository;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.Listing;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.domain.credential.GitAccess.GitLogin;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bitbucket Cloud's REST API 2.0. Its lists over all workspaces went on 27 February 2026 (CHANGE-2770), so the workspaces of the token
 * are listed first (CHANGE-3022), and then the repositories of one after the other.
 */
final class BitbucketApi implements ProviderApi {
  private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final Pattern PAGE_OF_WORKSPACE = Pattern.compile("[A-Za-z0-9_-]{1,64}:[A-Za-z0-9_-]{1,100}");
  private static final Pattern NEXT = Pattern.compile("[?&]page=([A-Za-z0-9_-]{1,100})(&|$)");
  private static final int MOST_WORKSPACE_PAGES = 5;

  private final BitbucketHttp http;
  private final PageScan scan;

  BitbucketApi(BitbucketHttp http, PageScan scan) {
    this.http = http;
    this.scan = scan;
  }

  @Override
  public Listing<ProviderRepository> repositories(GitLogin login, ListingQuery query) {
    Cursor.of(query.after(), "all:1", PAGE_OF_WORKSPACE);
    List<String> workspaces = workspaces(login);
    if (workspaces.isEmpty()) {
      return new Listing<>(List.of(), Optional.empty(), Optional.empty());
    }
    return scan.scan(query, Cursor.of(query.after(), workspaces.getFirst() + ":1", PAGE_OF_WORKSPACE),
        page -> repositories(login, workspaces, page.split(":")[0], page.split(":")[1], query), ProviderRepository::fullName);
  }

  private ProviderPage<ProviderRepository> repositories(
      GitLogin login, List<String> workspaces, String workspace, String page, ListingQuery query) {
    int number = workspaces.indexOf(workspace);
    if (number < 0) {
      throw ListingQuery.badAfter();
    }
    JsonObject found = http.get(login, "/repositories/" + encoded(workspace) + "?role=member&sort=slug"
        + search("full_name", query) + "&pagelen=" + ROWS + "&page=" + page).object();
    Optional<String> next = next(found).map(behind -> workspace + ":" + behind)
        .or(() -> workspaces.stream().skip(number + 1L).findFirst().map(behind -> behind + ":1"));
    return new ProviderPage<>(values(found).stream().map(BitbucketApi::repository).toList(), next, Optional.empty());
  }

  private List<String> workspaces(GitLogin login) {
    List<String> slugs = new ArrayList<>();
    Optional<String> page = Optional.of("1");
    for (int pages = 0; page.isPresent() && pages < MOST_WORKSPACE_PAGES; pages++) {
      JsonObject found = http.get(login, "/user/workspaces?pagelen=" + ROWS + "&page=" + page.get()).object();
      values(found).stream().map(row -> Shape.text(Shape.object(row, "workspace"), "slug")).forEach(slugs::add);
      page = next(found);
    }
    return slugs.stream().sorted().distinct().toList();
  }

  @Override
  public Listing<String> branches(GitLogin login, String repository, ListingQuery query) {
    return scan.scan(query, Cursor.of(query.after(), "1", PAGE), page -> {
      JsonObject found = http.get(login, "/repositories/" + encodedPath(repository) + "/refs/branches?sort=name"
          + search("name", query) + "&pagelen=" + ROWS + "&page=" + page).object();
      return new ProviderPage<>(
          values(found).stream().map(row -> Shape.text(row, "name")).toList(), next(found), Optional.empty());
    }, Function.identity());
  }

  @Override
  public TokenHolder check(GitLogin login) {
    return http.holder(login);
  }

  private static List<JsonObject> values(JsonObject page) {
    return Shape.objects(page.get("values"));
  }

  /** Of the address of the next page only its page is taken: it must not lead elsewhere. */
  private static Optional<String> next(JsonObject page) {
    return Shape.optionalText(page, "next").map(NEXT::matcher).map(found -> {
      if (!found.find()) {
        throw Shape.unexpected();
      }
      return found.group(1);
    });
  }

  /** Bitbucket, "Filter and sort API objects": {@code ~} is contained in, in whatever case. */
  private static String search(String field, ListingQuery query) {
    String text = query.search().replace("\\", "\\\\").replace("\"", "\\\"");
    return text.isEmpty() ? "" : "&q=" + encoded(field + " ~ \"" + text + "\"");
  }

  private static ProviderRepository repository(JsonObject row) {
    JsonObject links = Shape.object(row, "links");
    String https = Shape.objects(links.get("clone")).stream()
        .filter(link -> Shape.optionalText(link, "name").filter("https"::equals).isPresent())
        .map(link -> withoutUser(Shape.text(link, "href"))).findFirst().orElseThrow(Shape::unexpected);
    Optional<String> branch = row.get("mainbranch") instanceof JsonObject main ? Shape.optionalText(main, "name") : Optional.empty();
    return new ProviderRepository(Shape.text(row, "full_name"), https, branch, row.get("is_private") != JsonValue.FALSE);
  }

  /** Bitbucket puts the user's name into the addresses. */
  static String withoutUser(String url) {
    Matcher user = Pattern.compile("^(https?://)[^/@]*@").matcher(url);
    return user.find() ? user.replaceFirst("$1") : url;
  }
}
