package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.Confines;
import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;
import java.util.List;

/**
 * What dbt sees in tests.
 *
 * @param root holds projects, what they write, and nothing else
 */
record TestFolders(Path root) implements AccountFolders {

  @Override
  public Confines of(AccountId account) {
    return new Confines(List.of(), List.of(root));
  }

  @Override
  public Path installedInto(AccountId account, Path projectFolder) {
    return projectFolder;
  }
}
