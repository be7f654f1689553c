package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.secret.Secret;

/** Makes tokens that cannot be guessed, and hashes them. */
public interface TokenSource {

  /** A fresh token with 256 random bits. */
  Secret fresh();

  /** Lower-case hexadecimal SHA-256. */
  String hash(Secret token);
}
