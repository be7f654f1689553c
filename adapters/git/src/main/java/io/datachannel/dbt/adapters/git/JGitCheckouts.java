package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.git.GitCheckouts;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.util.FileUtils;

/** Mirrors and checkouts by JGit: no git program, no configuration of the machine, nothing of the repository executed. */
public final class JGitCheckouts implements GitCheckouts {
  private final MirrorFolders mirrors;
  private final RepositoryAddressPolicy policy;
  private final GitLimits limits;
  private final Duration timeout;

  /**
   * @param mirrors holds a bare copy of each repository of each account
   * @param timeout of each connection and each read, in whole seconds and at least one
   */
  public JGitCheckouts(Path mirrors, RepositoryAddressPolicy policy, GitLimits limits, Duration timeout) {
    this.mirrors = new MirrorFolders(mirrors);
    this.policy = policy;
    this.limits = limits;
    this.timeout = timeout;
    IsolatedGitConfig.install();
  }

  @Override
  public Result<Checkout> checkout(AccountId account, Source source, GitAccess access, Path folder) {
    Optional<Failure> refusal = policy.refusal(source.repository());
    if (refusal.isPresent()) {
      return new Result.Failed<>(refusal.get());
    }
    return mirrors.locked(account, source.repository(), mirror -> {
      try {
        return attempt(mirror, source, access, folder);
      } catch (IOException | RuntimeException broken) {
        return again(mirror, source, access, folder, broken);
      }
    });
  }

  @Override
  public void forget(AccountId account, RepositoryUrl repository) {
    mirrors.locked(account, repository, mirror -> {
      try {
        delete(mirror);
        return mirror;
      } catch (IOException failed) {
        throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "A mirror cannot be deleted: " + failed.getMessage(), failed);
      }
    });
  }

  /** A mirror that cannot be read (a crash, a full disk) is fetched anew once. */
  private Result<Checkout> again(Path mirror, Source source, GitAccess access, Path folder, Exception broken) {
    try {
      delete(mirror);
      return attempt(mirror, source, access, folder);
    } catch (IOException | RuntimeException failed) {
      failed.addSuppressed(broken);
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "The checkout failed at the service: " + failed.getMessage(), failed);
    }
  }

  private Result<Checkout> attempt(Path folderOfMirror, Source source, GitAccess access, Path folder) throws IOException {
    try (Mirror mirror = Mirror.open(folderOfMirror, source.repository(), access, timeout)) {
      Collection<Ref> heads = mirror.remoteHeads();
      Optional<ObjectId> commit = mirror.newestCommit(source.branch(), heads);
      return commit.isEmpty()
          ? new Result.Failed<>(GitFailures.branchMissing(source.branch(), heads))
          : write(mirror, commit.get(), folder);
    } catch (GitAPIException failed) {
      return new Result.Failed<>(GitFailures.of(failed, access));
    }
  }

  /** Written beside and renamed, so that a folder that is there is whole. */
  private Result<Checkout> write(Mirror mirror, ObjectId commit, Path folder) throws IOException {
    Path half = folder.resolveSibling(folder.getFileName() + ".part");
    try {
      delete(half);
      List<String> warnings = new WriteTree(mirror.repository(), limits, Files.createDirectories(half)).write(commit);
      FaultPoint.DURING_CHECKOUT.pass();
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
      return new Result.Ok<>(new Checkout(commit.getName(), folder, warnings));
    } catch (StepFailure refused) {
      return new Result.Failed<>(refused.failure());
    } finally {
      delete(half);
    }
  }

  private static void delete(Path folder) throws IOException {
    FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
  }
}
