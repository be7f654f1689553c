package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.ProviderAnswer.Missing;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.domain.credential.GitAccess.GitLogin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What GitHub's statuses and headers mean (GitHub, "Troubleshooting the REST API", "Rate limits", "Scopes for OAuth apps"). */
final class GitHubRefusals {
  /** Fine-grained tokens and tokens of GitHub Apps have permissions in the place of scopes. */
  private static final Pattern WITHOUT_SCOPES = Pattern.compile("(github_pat_|ghu_|ghs_).*");
  private static final Pattern SSO_PAGE = Pattern.compile("required;\\s*url=(https://[A-Za-z0-9.-]+/[A-Za-z0-9./_-]+)(\\?[^ ;]*)?");

  private final RateLimits rates;

  GitHubRefusals(RateLimits rates) {
    this.rates = rates;
  }

  /** The scopes of a token that has such; empty for others. */
  static Optional<List<String>> scopes(GitLogin login, Reply reply) {
    if (WITHOUT_SCOPES.matcher(login.password().reveal()).matches()) {
      return Optional.empty();
    }
    return reply.header("X-OAuth-Scopes")
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).filter(scope -> !scope.isEmpty()).toList());
  }

  /** For a sentence. */
  static String named(List<String> scopes) {
    return scopes.isEmpty() ? "none" : String.join(", ", scopes);
  }

  /** @throws Refusing for a token that can see public repositories at the most, whose lists would be misleading */
  void checkScopes(GitLogin login, Reply reply) {
    Optional<List<String>> scopes = scopes(login, reply);
    if (scopes.isPresent() && !scopes.get().contains("repo") && !scopes.get().contains("public_repo")) {
      throw Refusing.denied(Reason.SCOPE_MISSING, "it has " + named(scopes.get()));
    }
  }

  /** Of a list that GitHub shortened. */
  static Optional<String> notice(Reply reply) {
    return reply.header("X-GitHub-SSO").filter(text -> text.startsWith("partial-results")).map(_ ->
        "Organisations with single sign-on are left out until the token is approved for them: at GitHub, open the token's page "
            + "and choose 'Configure SSO'.");
  }

  /** @param reply with a status that is no success */
  Refusing of(GitLogin login, Reply reply) {
    return switch (reply.status()) {
      case 401 -> Refusing.denied(Reason.TOKEN_REFUSED, "");
      case 403 -> isRateLimited(reply) ? rates.refusal(reply) : forbidden(login, reply);
      case 404 -> lackingRepo(login, reply).orElseGet(() -> new Refusing(new Missing()));
      case 429 -> rates.refusal(reply);
      default -> Refusing.unavailable("answered with the status " + reply.status());
    };
  }

  private static Refusing forbidden(GitLogin login, Reply reply) {
    return reply.header("X-GitHub-SSO").filter(text -> text.startsWith("required"))
        .map(text -> Refusing.denied(Reason.SSO_REQUIRED, ssoPage(text)))
        .or(() -> lackingRepo(login, reply))
        .orElseGet(() -> Refusing.denied(Reason.FORBIDDEN, ""));
  }

  private static boolean isRateLimited(Reply reply) {
    return reply.header("Retry-After").isPresent() || reply.header("X-RateLimit-Remaining").filter("0"::equals).isPresent()
        || Shape.optionalText(reply.errorObject(), "message").filter(text -> text.contains("secondary rate limit")).isPresent();
  }

  /** GitHub shows a private repository as missing to a token without the scope. */
  private static Optional<Refusing> lackingRepo(GitLogin login, Reply reply) {
    return scopes(login, reply).filter(scopes -> !scopes.contains("repo"))
        .map(scopes -> Refusing.denied(Reason.SCOPE_MISSING, "it has " + named(scopes)));
  }

  /** The page without its query, which is good for one user and an hour. */
  private static String ssoPage(String header) {
    Matcher matcher = SSO_PAGE.matcher(header);
    return matcher.find() ? matcher.group(1) : "";
  }
}
