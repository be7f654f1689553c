package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.secret.Secret;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens that a test can foretell: {@code dc_token-1}, {@code dc_token-2}, …; hashes have the real length. */
public final class SequentialTokens implements TokenSource {
  private final AtomicInteger given = new AtomicInteger();

  @Override
  public Secret fresh() {
    return new Secret("dc_token-" + given.incrementAndGet());
  }

  @Override
  public String hash(Secret token) {
    return "%064x".formatted(token.reveal().hashCode() & 0xffff_ffffL);
  }
}
