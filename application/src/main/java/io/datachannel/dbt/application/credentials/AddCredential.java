package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.List;

/** Step 2 of the specification: "Add credentials". */
public final class AddCredential {
  private static final int MOST_HOST_KEYS = 20;

  private final Credentials credentials;
  private final UnitOfWork work;

  public AddCredential(Credentials credentials, UnitOfWork work) {
    this.credentials = credentials;
    this.work = work;
  }

  /** @throws io.datachannel.dbt.domain.failure.InvalidInput when name, user name or token is empty or too long */
  public Credential add(Caller caller, String name, GitAccess access) {
    check(name, access);
    return work.inTransaction(() -> new Credential(
        credentials.add(caller.account(), name, access), caller.account(), name, access, 1));
  }

  static void check(String name, GitAccess access) {
    Text.required("name", name, 255);
    switch (access) {
      case GitAccess.Public _ -> { }
      case GitAccess.HttpsToken https -> {
        Text.required("userName", https.userName(), 255);
        Text.required("token", https.token().reveal(), 4096);
      }
      case GitAccess.SshKey ssh -> checkServers(ssh.hostKeys());
      case GitAccess.GitHubOAuth oauth -> Text.required("token", oauth.token().reveal(), 4096);
    }
  }

  private static void checkServers(List<HostKey> hostKeys) {
    if (hostKeys.size() > MOST_HOST_KEYS) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "hostKeys", "'hostKeys' may hold " + MOST_HOST_KEYS + " lines at the most.");
    }
  }
}
