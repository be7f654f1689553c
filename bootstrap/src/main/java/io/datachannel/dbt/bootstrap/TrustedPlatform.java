package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.security.jwt.JwtPlatformTokens;
import io.datachannel.dbt.adapters.security.jwt.JwtRules;
import io.datachannel.dbt.adapters.security.jwt.PlatformKeys;
import io.datachannel.dbt.application.account.PlatformTokens;
import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.JwtChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.KeyChoice;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The wiring of the platform's signed tokens. */
final class TrustedPlatform {
  private TrustedPlatform() {}

  /** @throws BadSettings when the key cannot be one of the algorithm */
  static PlatformTokens of(Optional<JwtChoice> choice, InstantSource clock) {
    return choice.map(jwt -> tokens(jwt, clock)).orElseGet(PlatformTokens::none);
  }

  private static PlatformTokens tokens(JwtChoice jwt, InstantSource clock) {
    JwtRules rules = new JwtRules(jwt.issuer(), Set.copyOf(jwt.audiences()), jwt.algorithm(), jwt.skew(), jwt.longest(),
        new JwtRules.ClaimNames(jwt.accountClaim(), jwt.userClaim(), jwt.rolesClaim()));
    try {
      return new JwtPlatformTokens(rules, switch (jwt.key()) {
        case KeyChoice.Given given -> PlatformKeys.of(given.text(), jwt.algorithm(), clock);
        case KeyChoice.At at -> PlatformKeys.at(at.location(), jwt.algorithm(), clock);
      }, clock);
    } catch (IllegalArgumentException bad) {
      throw new BadSettings("The settings jwt.public-key, jwt.public-key-location and jwt.algorithm do not go together: "
          + bad.getMessage() + ".");
    }
  }
}
