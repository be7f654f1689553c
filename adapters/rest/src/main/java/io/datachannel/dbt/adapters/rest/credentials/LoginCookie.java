package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser keeps from the start of a login to its end. Where it goes on is kept here and not in the database: it concerns this
 * browser alone, and is checked again when it comes back.
 *
 * @param browser empty when the browser kept nothing
 */
record LoginCookie(Secret browser, Optional<ReturnPath> returnTo) {
  private static final String BETWEEN = "~";

  /** @param value null, as the framework has it, when there is no cookie */
  static LoginCookie of(String value) {
    String[] parts = Optional.ofNullable(value).orElse("").split(BETWEEN, 2);
    return new LoginCookie(new Secret(parts[0]), parts.length < 2 ? Optional.empty() : path(parts[1]));
  }

  private static Optional<ReturnPath> path(String encoded) {
    try {
      return Optional.of(new ReturnPath(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | InvalidInput forged) {
      return Optional.empty();
    }
  }

  String value() {
    return browser.reveal() + returnTo.map(path -> BETWEEN
        + Base64.getUrlEncoder().withoutPadding().encodeToString(path.text().getBytes(StandardCharsets.UTF_8))).orElse("");
  }
}
