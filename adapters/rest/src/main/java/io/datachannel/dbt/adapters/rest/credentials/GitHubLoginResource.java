package io.datachannel.dbt.adapters.rest.credentials;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.caller.WithoutToken;
import io.datachannel.dbt.application.git.FinishGitHubLogin;
import io.datachannel.dbt.application.git.FinishGitHubLogin.Comeback;
import io.datachannel.dbt.application.git.StartGitHubLogin;
import io.datachannel.dbt.application.git.StartGitHubLogin.Started;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** Logins at GitHub: the client begins one with its token, and GitHub sends the user's browser back without it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class GitHubLoginResource {
  static final String COOKIE = "dc_github_login";
  private static final String STANDARD_NAME = "GitHub";
  private static final int TEN_MINUTES = 600;
  private static final int LONGEST = 512;
  private static final String DONE = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>GitHub is connected</title></head>
      <body><p>GitHub is connected. You can close this window.</p></body></html>
      """;

  private final StartGitHubLogin start;
  private final FinishGitHubLogin finish;
  private final boolean secureCookie;

  /** @param secureCookie whether browsers reach the service by https alone */
  public GitHubLoginResource(StartGitHubLogin start, FinishGitHubLogin finish, boolean secureCookie) {
    this.start = start;
    this.finish = finish;
    this.secureCookie = secureCookie;
  }

  @GET
  @Path("oauth/github")
  public LoginView login() {
    return new LoginView(start.isAvailable());
  }

  @POST
  @Path("oauth/github/start")
  public Response start(@Context ContainerRequestContext request, JsonBody body) {
    body.rejectUnknown("name", "returnTo");
    Optional<ReturnPath> returnTo = body.optionalText("returnTo").map(ReturnPath::new);
    Started started = start.start(callerOf(request), body.optionalText("name").orElse(STANDARD_NAME));
    return Response.ok(new StartedView(started.page().toString(), started.expiresAt()))
        .cookie(cookie(new LoginCookie(started.browser(), returnTo).value(), TEN_MINUTES)).build();
  }

  /** The cookie goes with the browser's way back from GitHub, which is a navigation, and with nothing else that another site begins. */
  private NewCookie cookie(String value, int seconds) {
    return new NewCookie.Builder(COOKIE).value(value).path(FrontendApi.PATH + "/oauth/github/callback").maxAge(seconds)
        .httpOnly(true).secure(secureCookie).sameSite(SameSite.LAX).build();
  }

  /**
   * The state stands for the token: good once, for ten minutes, and for the browser that began. That goes on to the page that it named,
   * with the {@code credential} or the {@code error} in the query.
   */
  @GET
  @WithoutToken
  @Path("oauth/github/callback")
  @Produces(MediaType.TEXT_HTML)
  public Response comeBack(@Context ContainerRequestContext request, @QueryParam("state") String state, @QueryParam("code") String code,
      @QueryParam("error") String error, @CookieParam(COOKIE) String browser) {
    LoginCookie kept = LoginCookie.of(browser);
    kept.returnTo().ifPresent(path -> LoginReturns.announce(request, path));
    Comeback comeback = Optional.ofNullable(error).map(GitHubLoginResource::declined).orElseGet(() -> new Comeback.Code(secret("code", code)));
    Credential added = finish.finish(secret("state", state), kept.browser(), comeback);
    return kept.returnTo()
        .map(path -> Response.status(Status.SEE_OTHER).header(HttpHeaders.LOCATION, path.with("credential", "" + added.id().value())))
        .orElseGet(() -> Response.ok(DONE, "text/html; charset=utf-8")).cookie(cookie("", 0))
        .header("Content-Security-Policy", "default-src 'none'").header("Referrer-Policy", "no-referrer").build();
  }

  private static Comeback declined(String error) {
    return new Comeback.Declined(error.matches("[a-z_]{1,64}") ? error : "unknown");
  }

  private static Secret secret(String field, String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      throw new InvalidInput(FailureCode.FIELD_MISSING, field, "GitHub sends '" + field + "' along; begin again where you add credentials.");
    }
    return new Secret(text);
  }

  /** @param available whether the operator has registered this service at GitHub */
  public record LoginView(boolean available) {}

  /**
   * A login as the API shows it.
   *
   * @param page      at GitHub, to be opened in the same browser
   * @param expiresAt UTC
   */
  public record StartedView(String page, Instant expiresAt) {}
}
