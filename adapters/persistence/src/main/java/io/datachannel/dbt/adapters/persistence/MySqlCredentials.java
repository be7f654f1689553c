package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code dbt_credentials}; a token is sealed for its account and row. */
public final class MySqlCredentials implements Credentials {
  private static final String PUBLIC = "PUBLIC";
  private static final String HTTPS_TOKEN = "HTTPS_TOKEN";

  private final Session session;
  private final SecretSealing sealing;

  public MySqlCredentials(Database database, SecretSealing sealing) {
    this.session = database.session();
    this.sealing = sealing;
  }

  @Override
  public CredentialId add(AccountId account, String name, GitAccess access) {
    return session.inTransaction(() -> {
      CredentialId id = new CredentialId(Math.toIntExact(
          session.add(CredentialStatements.ADD, Values.of("account", account.value()).with("name", name))));
      session.change(CredentialStatements.SEAL,
          Values.of("id", id.value()).with("account", account.value()).with("credential", JsonText.of(json(access, account, id))));
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
        .with("credential", JsonText.of(json(next.access(), next.account(), next.id())))
        .with("revision", next.revision()));
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

  private Map<String, String> json(GitAccess access, AccountId account, CredentialId id) {
    return switch (access) {
      case GitAccess.Public open -> Map.of("kind", PUBLIC);
      case GitAccess.HttpsToken token -> Map.of("kind", HTTPS_TOKEN, "userName", token.userName(),
          "sealedToken", sealing.seal(token.token(), account, purpose(id)));
    };
  }

  private Credential read(Row row) {
    CredentialId id = new CredentialId(row.integer("id"));
    AccountId account = new AccountId(row.number("account_id"));
    Map<String, String> json = JsonText.members(row.text("credential_json"));
    GitAccess access = switch (json.get("kind")) {
      case PUBLIC -> new GitAccess.Public();
      case HTTPS_TOKEN -> new GitAccess.HttpsToken(json.get("userName"), sealing.open(json.get("sealedToken"), account, purpose(id)));
      case String unknown -> throw new IllegalStateException("dbt_credentials " + id.value() + " is of the kind " + unknown);
    };
    return new Credential(id, account, row.text("name"), access, row.number("revision"));
  }

  private static String purpose(CredentialId id) {
    return "credential/" + id.value() + "/token";
  }
}
