package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.nio.file.Path;
import java.util.List;

/** Keeps a mirror of each repository and checks commits out of it. */
public interface GitCheckouts {

  /**
   * Brings the mirror up to date and writes the files of the branch's newest commit into a folder. Nothing of the repository is
   * executed; links are written as plain text files, submodules are left out.
   *
   * @param folder does not exist yet; after a failure it does not exist either
   * @return the checkout, or a failure of the error type GIT
   */
  Result<Checkout> checkout(AccountId account, Source source, GitAccess access, Path folder);

  /** Deletes what is kept of a repository; the next checkout fetches it anew. */
  void forget(AccountId account, RepositoryUrl repository);

  /**
   * @param commit   the full hash
   * @param warnings what was left out, in a sentence each
   */
  record Checkout(String commit, Path folder, List<String> warnings) {}
}
