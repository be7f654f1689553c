package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.account.TokenSource;
import io.datachannel.dbt.application.git.LoginAttempts.LoginAttempt;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/** Begins a login at GitHub (specification, step 2: "GitHub OAuth"). */
public final class StartGitHubLogin {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Optional<GitHubApp> app;
  private final LoginAttempts attempts;
  private final TokenSource random;
  private final InstantSource clock;

  /** @param app empty when the operator has registered none */
  public StartGitHubLogin(Optional<GitHubApp> app, LoginAttempts attempts, TokenSource random, InstantSource clock) {
    this.app = app;
    this.attempts = attempts;
    this.random = random;
    this.clock = clock;
  }

  /** Whether the operator has registered an OAuth app. */
  public boolean isAvailable() {
    return app.isPresent();
  }

  /**
   * @param name of the credential that it will become
   * @throws Rejected with PROVIDER_UNSUPPORTED when the operator has registered no OAuth app
   */
  public Started start(Caller caller, String name) {
    Text.required("name", name, 255);
    GitHubApp github = app.orElseThrow(() -> new Rejected(Failure.of(FailureCode.PROVIDER_UNSUPPORTED,
        "This service is not registered as an OAuth app at GitHub: have its operator set github.client-id and github.client-secret, "
            + "or add a personal access token.")));
    Instant now = clock.instant();
    attempts.deleteExpired(now);
    Secret state = random.fresh();
    Secret browser = random.fresh();
    Secret verifier = random.fresh();
    Instant end = now.plus(LONGEST);
    attempts.add(new LoginAttempt(caller, random.hash(state), random.hash(browser), verifier, name, end));
    return new Started(github.pageFor(state, challengeOf(verifier)), browser, end);
  }

  private static String challengeOf(Secret verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /**
   * @param page    at GitHub, for the user's browser
   * @param browser for a cookie of that browser, so that no one else's can come back in its place
   */
  public record Started(URI page, Secret browser, Instant expiresAt) {}
}
