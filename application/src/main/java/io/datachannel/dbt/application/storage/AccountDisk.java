package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;
import java.util.List;

/** What the files of accounts take of the disk. */
public interface AccountDisk {

  /**
   * Bytes of all that the code of an account can write: the folders of its work under way and its file warehouses. It may take long when there are many
   * files. More than there can be when it cannot be told, since code of the account keeps its files from being looked at.
   *
   * @param besides other folders of its code
   */
  long bytesOf(AccountId account, List<Path> besides);
}
