package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Processes that are kept between the runs of accounts: code of the account may have started something in them that goes on writing. */
public interface DiskUsers {

  /** Whose there are. */
  Set<AccountId> accounts();

  /** Where those of an account can write besides the folders that all code of the account can write to. */
  List<Path> foldersOf(AccountId account);

  /** Ends those of an account, at the latest with the last run that is in them; nothing begins there any more. Does not wait for that. */
  void giveUp(AccountId account);

  /** Where none are kept. */
  DiskUsers NONE = new DiskUsers() {
    @Override
    public Set<AccountId> accounts() {
      return Set.of();
    }

    @Override
    public List<Path> foldersOf(AccountId account) {
      return List.of();
    }

    @Override
    public void giveUp(AccountId account) {
      // There is nothing.
    }
  };
}
