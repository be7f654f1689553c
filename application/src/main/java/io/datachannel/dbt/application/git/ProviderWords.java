package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.Missing;
import io.datachannel.dbt.application.git.ProviderAnswer.RateLimited;
import io.datachannel.dbt.application.git.ProviderAnswer.Refusal;
import io.datachannel.dbt.application.git.ProviderAnswer.Unavailable;
import io.datachannel.dbt.application.git.ProviderAnswer.Unsupported;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.result.TryLater;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Instant;

/** What a provider refused, in words for a user. */
final class ProviderWords {
  private ProviderWords() {}

  /** The value. @throws Rejected or {@link TryLater} when there is none */
  static <T> T orThrow(ProviderAnswer<T> answer, GitProvider provider, Instant now) {
    return switch (answer) {
      case ProviderAnswer.Answered<T> answered -> answered.value();
      case ProviderAnswer.Refused<T>(RateLimited limited) -> throw TryLater.at(limited.resetAt(), now, failureOf(limited, provider));
      case ProviderAnswer.Refused<T>(Refusal refusal) -> throw new Rejected(failureOf(refusal, provider));
    };
  }

  static Failure failureOf(Refusal refusal, GitProvider provider) {
    String name = provider.title();
    return switch (refusal) {
      case Denied denied -> Failure.of(FailureCode.PROVIDER_ACCESS_DENIED, sentence(denied, provider));
      case RateLimited limited -> Failure.of(FailureCode.PROVIDER_RATE_LIMITED,
          name + " takes no more requests with this token until " + limited.resetAt() + "; try again then.");
      case Unavailable unavailable -> Failure.of(FailureCode.PROVIDER_UNAVAILABLE,
          name + " " + unavailable.how() + "; try again in a few minutes.");
      case Missing _ -> Failure.of(FailureCode.REPOSITORY_NOT_FOUND,
          name + " has no such repository, or the token may not read it; check the name and the token's access.");
      case Unsupported _ -> Failure.of(FailureCode.PROVIDER_UNSUPPORTED,
          "This credential has no token of GitHub, GitLab or Bitbucket, so there is no list to be had; give the repository by its "
              + "https:// address.");
    };
  }

  private static String sentence(Denied denied, GitProvider provider) {
    String name = provider.title();
    String hint = denied.hint().isEmpty() ? "" : " (" + denied.hint() + ")";
    return switch (denied.reason()) {
      case TOKEN_REFUSED -> name + " refused the token: it is wrong, has expired or was revoked. Make a new one with "
          + scopes(provider) + ", and put it into the credential.";
      case TOKEN_EXPIRED -> "The token has expired. Make a new one at " + name + " with " + scopes(provider)
          + ", and put it into the credential.";
      case SCOPE_MISSING -> name + " knows the token, but it lacks a scope" + hint + ". Give it " + scopes(provider) + ".";
      case SSO_REQUIRED -> "The organisation wants the token approved for its single sign-on" + hint
          + ": open the token's page at " + name + ", choose 'Configure SSO' and approve it for the organisation.";
      case FORBIDDEN -> name + " knows the token but does not let it do this" + hint
          + "; check what the token and its user may do, and whether the organisation allows such tokens.";
    };
  }

  private static String scopes(GitProvider provider) {
    return switch (provider) {
      case GITHUB -> "the scope 'repo', or as a fine-grained one with read access to 'Contents' and 'Metadata'";
      case GITLAB -> "the scopes 'read_api' and 'read_repository'";
      case BITBUCKET -> "the scopes to read account, workspaces and repositories";
      case OTHER -> "read access to the repository";
    };
  }
}
