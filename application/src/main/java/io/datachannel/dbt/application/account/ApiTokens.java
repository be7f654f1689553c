package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.account.Caller;
import java.util.Optional;

/** The API tokens; only their SHA-256 hashes are kept. */
public interface ApiTokens {

  /** @param hash lower-case hexadecimal SHA-256 of the token */
  Optional<Caller> callerOf(String hash);

  void add(Caller caller, String label, String hash);

  /** Whether any token was ever made. */
  boolean any();
}
