package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.git.RemoteBranches;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Ref;
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
    return heads(repository, access, heads -> new Result.Ok<>(heads.stream().map(JGitRemoteBranches::nameOf).sorted().toList()));
  }

  @Override
  public Result<String> newest(Source source, GitAccess access) {
    return heads(source.repository(), access, heads -> heads.stream().filter(head -> nameOf(head).equals(source.branch().value()))
        .findFirst().<Result<String>>map(head -> new Result.Ok<>(head.getObjectId().name()))
        .orElseGet(() -> new Result.Failed<>(GitFailures.branchMissing(source.branch(), heads))));
  }

  private static String nameOf(Ref head) {
    return head.getName().replaceFirst("^refs/heads/", "");
  }

  private <T> Result<T> heads(RepositoryUrl repository, GitAccess access, Function<Collection<Ref>, Result<T>> read) {
    Optional<Failure> refusal = rules.addresses().refusal(repository, access);
    if (refusal.isPresent()) {
      return new Result.Failed<>(refusal.get());
    }
    try {
      return inEmptyMirror(repository, access, read);
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "No empty mirror could be made: " + failed.getMessage(), failed);
    }
  }

  /** JGit takes the rule against redirects from the configuration of a repository alone, so there has to be one. */
  private <T> Result<T> inEmptyMirror(RepositoryUrl repository, GitAccess access, Function<Collection<Ref>, Result<T>> read)
      throws IOException {
    Path folder = Files.createTempDirectory("dbt-remote-");
    try (Mirror mirror = Mirror.open(folder, repository, access, rules)) {
      return read.apply(mirror.remoteHeads());
    } catch (GitAPIException failed) {
      return new Result.Failed<>(GitFailures.of(failed, access));
    } finally {
      FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    }
  }
}
