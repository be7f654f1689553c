package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.account.TokenSource;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.git.LoginAttempts.LoginAttempt;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.InstantSource;
import java.util.Optional;

/** Ends a login at GitHub: the browser comes back, and its code becomes a credential of the account that began. */
public final class FinishGitHubLogin {
  private final Optional<GitHubApp> app;
  private final LoginAttempts attempts;
  private final TokenSource random;
  private final AddCredential addCredential;
  private final InstantSource clock;

  /** @param app empty when the operator has registered none */
  public FinishGitHubLogin(
      Optional<GitHubApp> app, LoginAttempts attempts, TokenSource random, AddCredential addCredential, InstantSource clock) {
    this.app = app;
    this.attempts = attempts;
    this.random = random;
    this.addCredential = addCredential;
    this.clock = clock;
  }

  /**
   * A state is good once, for the browser that began, and for ten minutes.
   *
   * @param browser what the browser kept since the start
   * @throws Rejected when the state is not good, the user declined, or GitHub gave no token that opens repositories
   * @throws io.datachannel.dbt.application.result.TryLater when GitHub was asked too much
   */
  public Credential finish(Secret state, Secret browser, Comeback comeback) {
    LoginAttempt attempt = attempts.take(random.hash(state))
        .filter(found -> found.browserHash().equals(random.hash(browser)) && clock.instant().isBefore(found.expiresAt()))
        .orElseThrow(() -> denied("This login was not begun in this browser, was used before, or took longer than ten minutes."));
    return switch (comeback) {
      case Comeback.Declined(String error) -> throw denied("access_denied".equals(error)
          ? "You declined at GitHub, so nothing was added."
          : "GitHub ended the login with the error '" + error + "', so nothing was added; tell the operator.");
      case Comeback.Code(Secret code) -> addCredential.add(attempt.starter(), attempt.name(), ProviderWords.orThrow(
          app.orElseThrow(() -> denied("This service is not registered at GitHub any more.")).redeem(code, attempt.verifier()),
          GitProvider.GITHUB, clock.instant()));
    };
  }

  private static Rejected denied(String message) {
    return new Rejected(Failure.of(FailureCode.PROVIDER_ACCESS_DENIED, message + " Begin again where you add credentials."));
  }

  /** What the browser brings back. */
  public sealed interface Comeback {
    /** A code to be redeemed. */
    record Code(Secret code) implements Comeback {}

    /** @param error GitHub's word for it, of letters and underscores */
    record Declined(String error) implements Comeback {}
  }
}
