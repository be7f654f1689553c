package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.git.GitCheckouts;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.Project.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** Mirrors and checkouts by JGit: no git program, no configuration of the machine, nothing of the repository executed. */
public final class JGitCheckouts implements GitCheckouts {
  /** What the server may send beyond the files themselves: the list of branches, trees, the commit. */
  private static final long OVERHEAD = 16L * 1024 * 1024;

  private final MirrorFolders mirrors;
  private final RepositoryAddressPolicy policy;
  private final GitLimits limits;
  private final Duration timeout;

  /**
   * @param mirrors holds a bare copy of each repository of each account
   * @param timeout of each connection and each read
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
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException("The folder of a checkout must not exist yet: " + folder);
    }
    GitRemote remote = new GitRemote(source.repository(), access, timeout, limits.bytes() + OVERHEAD);
    return mirrors.locked(account, source.repository(), mirror -> {
      try {
        return attempt(mirror, remote, source.branch(), folder);
      } catch (IOException | RuntimeException broken) {
        return again(mirror, remote, source.branch(), folder, broken);
      }
    });
  }

  /** A mirror that cannot be used (a crash, a full disk) is fetched anew once. */
  private Result<Checkout> again(Path mirror, GitRemote remote, BranchName branch, Path folder, Exception broken) {
    try {
      MirrorFolders.delete(mirror);
      return attempt(mirror, remote, branch, folder);
    } catch (IOException | RuntimeException failed) {
      failed.addSuppressed(broken);
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "The checkout failed at the service: " + failed.getMessage(), failed);
    }
  }

  private Result<Checkout> attempt(Path folderOfMirror, GitRemote remote, BranchName branch, Path folder) throws IOException {
    MirrorFolders.tend(folderOfMirror);
    try (Mirror mirror = Mirror.open(folderOfMirror, remote)) {
      Collection<Ref> heads = mirror.remoteHeads();
      Optional<ObjectId> commit = Mirror.head(branch, heads);
      if (commit.isPresent() && !mirror.has(commit.get())) {
        commit = fetched(mirror, branch);
      }
      return commit.isEmpty()
          ? new Result.Failed<>(GitFailures.branchMissing(branch, heads))
          : write(mirror, commit.get(), folder);
    } catch (GitAPIException failed) {
      return new Result.Failed<>(GitFailures.of(failed, remote));
    }
  }

  /** @throws IOException when the mirror may be to blame, which is so for all but a failure of the network, unless it is a fresh one */
  private static Optional<ObjectId> fetched(Mirror mirror, BranchName branch) throws IOException, GitAPIException {
    try {
      return mirror.fetch(branch);
    } catch (GitAPIException failed) {
      if (mirror.isFresh() || GitFailures.isOfTheNetwork(failed)) {
        throw failed;
      }
      throw new IOException("the mirror could not be brought up to date", failed);
    }
  }

  /** Written beside and renamed, so that a folder that is there is whole. */
  private Result<Checkout> write(Mirror mirror, ObjectId commit, Path folder) throws IOException {
    Path half = folder.resolveSibling(folder.getFileName() + ".part");
    try {
      MirrorFolders.delete(half);
      List<String> warnings = new WriteTree(mirror.repository(), limits, Files.createDirectories(half)).write(commit);
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
      return new Result.Ok<>(new Checkout(commit.getName(), folder, warnings));
    } catch (StepFailure refused) {
      return new Result.Failed<>(refused.failure());
    } finally {
      MirrorFolders.delete(half);
    }
  }
}
