package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.adapters.security.jwt.ExaminePlatformKeys;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.GitHubLogin;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.JwtChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.KeyChoice;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whether people can log in: by signed tokens of the platform, and at GitHub. */
public final class LoginCheck {
  private static final String CALLBACK = "/api/v1/oauth/github/callback";

  private final Optional<JwtChoice> jwt;
  private final Optional<GitHubLogin> github;

  public LoginCheck(Optional<JwtChoice> jwt, Optional<GitHubLogin> github) {
    this.jwt = jwt;
    this.github = github;
  }

  public List<Finding> platform() {
    return List.of(jwt.map(LoginCheck::ofKeys).orElseGet(() -> Finding.ok("jwt", "No one's signed tokens are taken: --jwt.issuer is not given.")));
  }

  private static Finding ofKeys(JwtChoice jwt) {
    try {
      int keys = switch (jwt.key()) {
        case KeyChoice.Given(String text) -> ExaminePlatformKeys.given(text, jwt.algorithm());
        case KeyChoice.At(String location) -> ExaminePlatformKeys.at(location, jwt.algorithm());
      };
      return jwt.audiences().isEmpty()
          ? Finding.warning("jwt", "Tokens of " + jwt.issuer() + " are taken whomever they are meant for.", "Name those for this service by --jwt.audiences.")
          : Finding.ok("jwt", "Tokens of " + jwt.issuer() + " are taken; it has " + keys + (keys == 1 ? " key." : " keys."));
    } catch (IllegalArgumentException | IOException unusable) {
      return Finding.problem("jwt", "The key of " + jwt.issuer() + " cannot be had: " + unusable.getMessage() + ".",
          "Correct --jwt.public-key or --jwt.public-key-location, and --jwt.algorithm.");
    }
  }

  public List<Finding> github() {
    if (github.isEmpty()) {
      return List.of(Finding.ok("github", "No one logs in at GitHub: --github.client-id is not given; users add tokens by hand."));
    }
    Optional<URI> callback = github.get().callback();
    if (callback.isEmpty()) {
      return List.of(Finding.warning("github", "GitHub sends users back to the callback that is registered with it, which the service does not know.",
          "Give it as --github.callback-url: this service's " + CALLBACK + " as browsers reach it."));
    }
    if (!callback.get().getPath().endsWith(CALLBACK)) {
      return List.of(Finding.problem("github", "The callback " + callback.get() + " is none of this service.", "It has to end with " + CALLBACK + "."));
    }
    return List.of(callback.get().getScheme().equals("https") ? Finding.ok("github", "Users log in at GitHub and come back to " + callback.get() + ".")
        : Finding.warning("github", "Users come back from GitHub by http, so that their session can be read on the way.", "Put TLS before the service."));
  }
}
