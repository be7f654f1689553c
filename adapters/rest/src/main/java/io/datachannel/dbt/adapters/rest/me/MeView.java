package io.datachannel.dbt.adapters.rest.me;

import io.datachannel.dbt.domain.account.Caller;
import java.time.Instant;

/** The caller as the API shows it. @param role of the token */
public record MeView(long accountId, long userId, String role, ServiceView service) {

  static MeView of(Caller caller, String version, Instant now) {
    return new MeView(caller.account().value(), caller.user().value(), caller.role().name(), new ServiceView(version, now));
  }

  /** The service that answers. @param now its clock, UTC */
  public record ServiceView(String version, Instant now) {}
}
