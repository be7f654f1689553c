package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.idempotency.Answer;
import io.datachannel.dbt.application.idempotency.IdempotencyKeys;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code dbt_idempotency_keys}; answers are sealed, since one may hold a fresh token. */
public final class MySqlIdempotencyKeys implements IdempotencyKeys {
  private final Session session;
  private final SecretSealing sealing;

  public MySqlIdempotencyKeys(Database database, SecretSealing sealing) {
    this.session = database.session();
    this.sealing = sealing;
  }

  @Override
  public Optional<Taken> take(AccountId account, String key, String request, Instant at) {
    Values row = Values.of("account", account.value()).with("key", key).with("request", request).with("at", at);
    return session.change(IdempotencyStatements.TAKE, row) == 1
        ? Optional.empty()
        : session.one(IdempotencyStatements.FIND, Values.of("account", account.value()).with("key", key),
            found -> new Taken(found.text("request_sha256"), answer(found, account, key)));
  }

  @Override
  public void keep(AccountId account, String key, Answer answer) {
    session.change(IdempotencyStatements.KEEP, Values.of("account", account.value()).with("key", key)
        .with("status", answer.status())
        .with("location", answer.location())
        .with("etag", answer.etag())
        .with("answer", sealing.seal(new Secret(answer.body()), account, purpose(key))));
  }

  @Override
  public int forgetBefore(Instant instant) {
    return session.change(IdempotencyStatements.FORGET, Values.of("before", instant));
  }

  private Answer answer(Row row, AccountId account, String key) {
    return new Answer(row.integer("status"), row.optionalText("location"), row.optionalText("etag"),
        sealing.open(row.text("answer_sealed"), account, purpose(key)).reveal());
  }

  private static String purpose(String key) {
    return "idempotency/" + key;
  }
}
