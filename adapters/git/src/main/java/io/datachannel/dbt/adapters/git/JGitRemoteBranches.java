package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.git.RemoteBranches;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.util.FileUtils;

/** {@code git ls-remote} by JGit, under the rules that mirrors keep. */
public final class JGitRemoteBranches implements RemoteBranches {
  private final RemoteRules rules;

  public JGitRemoteBranches(RemoteRules rules) {
    this.rules = rules;
    IsolatedGitConfig.install();
  }

  @Override
  public Result<List<String>> of(RepositoryUrl repository, GitAccess access) {
    Optional<Failure> refusal = rules.addresses().refusal(repository, access);
    if (refusal.isPresent()) {
      return new Result.Failed<>(refusal.get());
    }
    try {
      return inEmptyMirror(repository, access);
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "No empty mirror could be made: " + failed.getMessage(), failed);
    }
  }

  /** JGit takes the rule against redirects from the configuration of a repository alone, so there has to be one. */
  private Result<List<String>> inEmptyMirror(RepositoryUrl repository, GitAccess access) throws IOException {
    Path folder = Files.createTempDirectory("dbt-remote-");
    try (Mirror mirror = Mirror.open(folder, repository, access, rules)) {
      return new Result.Ok<>(mirror.remoteHeads().stream()
          .map(head -> head.getName().replaceFirst("^refs/heads/", "")).sorted().toList());
    } catch (GitAPIException failed) {
      return new Result.Failed<>(GitFailures.of(failed, access));
    } finally {
      FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    }
  }
}
