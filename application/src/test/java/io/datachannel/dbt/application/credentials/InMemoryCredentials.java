package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The credentials in a map. */
public final class InMemoryCredentials implements Credentials {
  private final ConcurrentSkipListMap<Integer, Credential> rows = new ConcurrentSkipListMap<>();
  private final AtomicInteger lastId = new AtomicInteger();

  @Override
  public CredentialId add(AccountId account, String name, GitAccess access) {
    CredentialId id = new CredentialId(lastId.incrementAndGet());
    rows.put(id.value(), new Credential(id, account, name, access, 1));
    return id;
  }

  @Override
  public Optional<Credential> find(AccountId account, CredentialId id) {
    return Optional.ofNullable(rows.get(id.value())).filter(row -> row.account().equals(account));
  }

  @Override
  public Optional<Credential> lock(AccountId account, CredentialId id) {
    return find(account, id);
  }

  @Override
  public int update(Credential next) {
    Optional<Credential> before = find(next.account(), next.id()).filter(row -> row.revision() == next.revision() - 1);
    before.ifPresent(row -> rows.put(row.id().value(), next));
    return before.isPresent() ? 1 : 0;
  }

  @Override
  public int bind(AccountId account, CredentialId id, String host) {
    Optional<Credential> found = find(account, id);
    found.ifPresent(row -> rows.put(id.value(), new Credential(id, account, row.name(),
        ((GitAccess.HttpsToken) row.access()).boundTo(host), row.revision())));
    return found.isPresent() ? 1 : 0;
  }

  @Override
  public int delete(AccountId account, CredentialId id) {
    Optional<Credential> found = find(account, id);
    found.ifPresent(row -> rows.remove(row.id().value()));
    return found.isPresent() ? 1 : 0;
  }

  @Override
  public List<Credential> list(AccountId account, Page page) {
    return rows.values().stream()
        .filter(row -> row.account().equals(account) && row.id().value() > page.after()).limit(page.limit()).toList();
  }
}
