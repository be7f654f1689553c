package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.util.List;
import java.util.Optional;

/** The rows of {@code dbt_credentials}; a token is sealed for its account and row. */
public final class MySqlCredentials implements Credentials {
  private final Session session;
  private final CredentialJson json;

  public MySqlCredentials(Database database, SecretSealing sealing) {
    this.session = database.session();
    this.json = new CredentialJson(sealing);
  }

  @Override
  public CredentialId add(AccountId account, String name, GitAccess access) {
    return session.inTransaction(() -> {
      CredentialId id = new CredentialId(Math.toIntExact(
          session.add(CredentialStatements.ADD, Values.of("account", account.value()).with("name", name))));
      session.change(CredentialStatements.SEAL,
          Values.of("id", id.value()).with("account", account.value()).with("credential", json.of(access, account, id)));
      return id;
    });
  }

  @Override
  public Optional<Credential> find(AccountId account, CredentialId id) {
    return session.one(CredentialStatements.FIND, Values.of("id", id.value()).with("account", account.value()), this::read);
  }

  @Override
  public Optional<Credential> lock(AccountId account, CredentialId id) {
    return session.one(CredentialStatements.LOCK, Values.of("id", id.value()).with("account", account.value()), this::read);
  }

  @Override
  public int update(Credential next) {
    return session.change(CredentialStatements.UPDATE, Values.of("id", next.id().value())
        .with("account", next.account().value())
        .with("name", next.name())
        .with("credential", json.of(next.access(), next.account(), next.id()))
        .with("revision", next.revision()));
  }

  @Override
  public int bind(AccountId account, CredentialId id, String host) {
    return session.change(CredentialStatements.BIND,
        Values.of("id", id.value()).with("account", account.value()).with("host", host));
  }

  @Override
  public int delete(AccountId account, CredentialId id) {
    return session.change(CredentialStatements.DELETE, Values.of("id", id.value()).with("account", account.value()));
  }

  @Override
  public List<Credential> list(AccountId account, Page page) {
    return session.all(CredentialStatements.LIST,
        Values.of("account", account.value()).with("after", page.after()).with("limit", page.limit()), this::read);
  }

  private Credential read(Row row) {
    CredentialId id = new CredentialId(row.integer("id"));
    AccountId account = new AccountId(row.number("account_id"));
    return new Credential(id, account, row.text("name"), json.access(row.text("credential_json"), account, id),
        row.number("revision"));
  }
}
