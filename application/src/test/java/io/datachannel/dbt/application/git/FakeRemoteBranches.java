package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Git servers in a map. */
public final class FakeRemoteBranches implements RemoteBranches {
  private final Map<String, List<String>> branches;
  private final Map<Source, String> newest = new ConcurrentHashMap<>();
  private volatile GitAccess opened = new GitAccess.Public();

  /** @param branches sorted, by the repository's address */
  public FakeRemoteBranches(Map<String, List<String>> branches) {
    this.branches = branches;
  }

  /** A push to a branch, whatever repository it is of. */
  public void push(Source source, String commit) {
    newest.put(source, commit);
  }

  /** What was last asked with. */
  public GitAccess opened() {
    return opened;
  }

  @Override
  public Result<String> newest(Source source, GitAccess access) {
    opened = access;
    return newest.containsKey(source)
        ? new Result.Ok<>(newest.get(source))
        : new Result.Failed<>(Failure.of(FailureCode.BRANCH_NOT_FOUND, "There is no such branch."));
  }

  @Override
  public Result<List<String>> of(RepositoryUrl repository, GitAccess access) {
    opened = access;
    return branches.containsKey(repository.value())
        ? new Result.Ok<>(branches.get(repository.value()))
        : new Result.Failed<>(Failure.of(FailureCode.REPOSITORY_NOT_FOUND, "There is no repository at this address."));
  }
}
