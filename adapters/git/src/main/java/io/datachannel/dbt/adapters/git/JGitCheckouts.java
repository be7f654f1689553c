package io.datachannel.dbt.adapters.git;

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
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.util.FileUtils;

/** Mirrors and checkouts by JGit: no git program, no configuration of the machine, nothing of the repository executed. */
public final class JGitCheckouts implements GitCheckouts {
  private final MirrorFolders mirrors;
  private final CheckoutFolders checkouts;
  private final RemoteRules rules;

  /** @param mirrors holds a bare copy of each repository of each account */
  public JGitCheckouts(Path mirrors, CheckoutFolders checkouts, RemoteRules rules) {
    this.mirrors = new MirrorFolders(mirrors);
    this.checkouts = checkouts;
    this.rules = rules;
    IsolatedGitConfig.install();
  }

  @Override
  public Result<Checkout> checkout(Owner owner, Source source, GitAccess access) {
    Optional<Failure> refusal = rules.addresses().refusal(source.repository(), access);
    if (refusal.isPresent()) {
      return new Result.Failed<>(refusal.get());
    }
    try {
      return attempt(owner, source, access);
    } catch (IOException | RuntimeException broken) {
      return again(owner, source, access, broken);
    }
  }

  @Override
  public void forget(AccountId account, RepositoryUrl repository) {
    try {
      deleteMirror(account, repository);
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "A mirror cannot be deleted: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void forgetProject(AccountId account, String uuid) {
    try {
      checkouts.forget(account, uuid);
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE,
          "The checkouts of a project cannot be deleted: " + failed.getMessage(), failed);
    }
  }

  /** Deletes checkouts that nothing has worked in for long, or that are too many; to be called now and then. */
  public void removeUnused() {
    try {
      checkouts.removeUnused();
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "Checkouts cannot be deleted: " + failed.getMessage(), failed);
    }
  }

  /** A mirror that cannot be read (a crash, a full disk) is fetched anew once. */
  private Result<Checkout> again(Owner owner, Source source, GitAccess access, Exception broken) {
    try {
      deleteMirror(owner.account(), source.repository());
      return attempt(owner, source, access);
    } catch (IOException | RuntimeException failed) {
      failed.addSuppressed(broken);
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "The checkout failed at the service: " + failed.getMessage(), failed);
    }
  }

  private Result<Checkout> attempt(Owner owner, Source source, GitAccess access) throws IOException {
    try {
      Collection<Ref> heads = heads(source, access);
      Optional<ObjectId> commit = Mirror.commitOf(source.branch(), heads);
      return commit.isEmpty()
          ? new Result.Failed<>(GitFailures.branchMissing(source.branch(), heads))
          : new Result.Ok<>(checkedOut(owner, source, access, commit.get()));
    } catch (StepFailure refused) {
      return new Result.Failed<>(refused.failure());
    }
  }

  /** One round trip, in which no mirror is locked. */
  private Collection<Ref> heads(Source source, GitAccess access) throws IOException {
    try (Mirror asking = mirrors.lockedForAsking(folder -> Mirror.open(folder, source.repository(), access, rules))) {
      return asking.remoteHeads();
    } catch (GitAPIException failed) {
      throw new StepFailure(GitFailures.of(failed, access));
    }
  }

  private Checkout checkedOut(Owner owner, Source source, GitAccess access, ObjectId commit) throws IOException {
    Optional<Checkout> there = checkouts.find(owner, source.repository(), commit.getName());
    return there.isPresent() ? there.get() : checkouts.locked(owner, () ->
        mirrors.locked(owner.account(), source.repository(), folder -> outOfMirror(folder, owner, source, access, commit)));
  }

  private Checkout outOfMirror(Path folder, Owner owner, Source source, GitAccess access, ObjectId seen) throws IOException {
    try (Mirror mirror = Mirror.open(folder, source.repository(), access, rules)) {
      ObjectId commit = mirror.newestCommit(source.branch(), seen);
      return checkouts.findOrMake(owner, source.repository(), commit.getName(),
          empty -> new WriteTree(mirror.repository(), rules.limits(), empty).write(commit));
    } catch (GitAPIException failed) {
      throw new StepFailure(GitFailures.of(failed, access));
    }
  }

  private void deleteMirror(AccountId account, RepositoryUrl repository) throws IOException {
    mirrors.locked(account, repository, mirror -> {
      FileUtils.delete(mirror.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
      return mirror;
    });
  }
}
