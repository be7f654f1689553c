package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Tells who holds a token: one of the service, or one of the platform. */
public final class Authenticate {
  private final ApiTokens tokens;
  private final TokenSource source;
  private final PlatformTokens platform;
  private final InstantSource clock;

  public Authenticate(ApiTokens tokens, TokenSource source, PlatformTokens platform, InstantSource clock) {
    this.tokens = tokens;
    this.source = source;
    this.platform = platform;
    this.clock = clock;
  }

  /** Empty when no one holds it, or it is expired or revoked. */
  public Optional<Caller> callerWith(Secret token) {
    Optional<ApiToken> known = tokens.find(source.hash(token));
    if (known.isEmpty()) {
      return platform.callerWith(token);
    }
    Instant now = clock.instant();
    Optional<ApiToken> good = known.filter(found -> found.isGoodAt(now));
    good.filter(found -> found.isUseToBeNotedAt(now)).ifPresent(found -> tokens.noteUse(found.id(), now));
    return good.map(ApiToken::holder);
  }
}
