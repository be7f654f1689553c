package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.domain.credential.GitAccess.SshKey;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Pairs that open nothing, each another. */
public final class FakeSshKeys implements SshKeys {
  private final AtomicInteger made = new AtomicInteger();

  @Override
  public SshKey fresh() {
    int number = made.incrementAndGet();
    return new SshKey("ssh-ed25519 AAAAkey" + number + " datachannel-dbt", new Secret("private-half-" + number), List.of());
  }
}
