package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.util.List;
import java.util.Map;

/** Git servers in a map. */
public final class FakeRemoteBranches implements RemoteBranches {
  private final Map<String, List<String>> branches;

  /** @param branches sorted, by the repository's address */
  public FakeRemoteBranches(Map<String, List<String>> branches) {
    this.branches = branches;
  }

  @Override
  public Result<List<String>> of(RepositoryUrl repository, GitAccess access) {
    return branches.containsKey(repository.value())
        ? new Result.Ok<>(branches.get(repository.value()))
        : new Result.Failed<>(Failure.of(FailureCode.REPOSITORY_NOT_FOUND, "There is no repository at this address."));
  }
}
