package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.util.List;
import java.util.Optional;

/** The account's credential for public repositories, for projects that name none; added when it is first needed. */
public final class PublicCredential {
  private final Credentials credentials;
  private final AddCredential addCredential;

  public PublicCredential(Credentials credentials, AddCredential addCredential) {
    this.credentials = credentials;
    this.addCredential = addCredential;
  }

  /** Two requests at the same time may each add one; both work alike, and the older is found from then on. */
  public CredentialId of(Caller caller) {
    long after = 0;
    while (true) {
      List<Credential> rows = credentials.list(caller.account(), new Page(after, Page.MOST));
      Optional<Credential> found = rows.stream().filter(row -> row.access() instanceof GitAccess.Public).findFirst();
      if (found.isPresent()) {
        return found.get().id();
      }
      if (rows.size() < Page.MOST) {
        return addCredential.add(caller, "public", new GitAccess.Public()).id();
      }
      after = rows.getLast().id().value();
    }
  }
}
