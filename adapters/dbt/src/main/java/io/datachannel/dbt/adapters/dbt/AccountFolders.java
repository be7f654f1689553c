package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.Confines;
import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;
import java.util.List;

/** Which folders dbt's processes see of the service's own, besides their environment. */
public interface AccountFolders {
  /** For processes that are not confined. */
  AccountFolders NONE = new AccountFolders() {
    @Override
    public Confines of(AccountId account) {
      return new Confines(List.of(), List.of());
    }

    @Override
    public Path installedInto(AccountId account, Path projectFolder) {
      return projectFolder;
    }
  };

  /**
   * Those of one account. They are there already and stay, since a process that serves sees only what is made in them: checkouts to be read, and
   * folders of work and of file warehouses to be written.
   */
  Confines of(AccountId account);

  /** The folder that {@code dbt deps} may write to for a project folder, which lies in one that is read only. */
  Path installedInto(AccountId account, Path projectFolder);
}
