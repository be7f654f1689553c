package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.util.List;

/** Asks a repository's server by git itself. */
public interface RemoteBranches {

  /** The names of the branches, sorted; or a failure of the error type GIT. Nothing of the repository is fetched. */
  Result<List<String>> of(RepositoryUrl repository, GitAccess access);

  /** The full hash of a branch's newest commit; or a failure of the error type GIT. Nothing of the repository is fetched. */
  Result<String> newest(Source source, GitAccess access);
}
