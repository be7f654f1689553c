package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.util.FileUtils;

/** A bare copy of one repository, holding the newest commits of the branches that were asked for. */
final class Mirror implements AutoCloseable {
  private static final String HEADS = "refs/heads/";
  private static final String REDIRECTS = "followRedirects";
  private static final String REFUSED = "false";
  /** In bytes; half a million branches. */
  private static final long MOST_OF_A_LIST = 32L * 1024 * 1024;

  private final Repository repository;
  private final boolean fresh;
  private final RepositoryUrl url;
  private final GitAccess access;
  private final RemoteRules rules;

  private Mirror(Repository repository, boolean fresh, RepositoryUrl url, GitAccess access, RemoteRules rules) {
    this.repository = repository;
    this.fresh = fresh;
    this.url = url;
    this.access = access;
    this.rules = rules;
  }

  static Mirror open(Path folder, RepositoryUrl url, GitAccess access, RemoteRules rules) throws IOException {
    Optional<Repository> whole = whole(folder, rules.limits());
    Repository repository = whole.isPresent() ? whole.get() : create(folder, rules.limits());
    return new Mirror(repository, whole.isEmpty(), url, access, rules);
  }

  /** Empty when there is none yet, or one that a crash left before it was configured. */
  private static Optional<Repository> whole(Path folder, GitLimits limits) throws IOException {
    if (!Files.exists(folder.resolve("HEAD"))) {
      return Optional.empty();
    }
    Repository repository = new BoundedRepository(folder, limits);
    StoredConfig config = repository.getConfig();
    if (REFUSED.equals(config.getString("http", null, REDIRECTS)) && !config.getBoolean("gc", "autoDetach", true)) {
      return Optional.of(repository);
    }
    repository.close();
    return Optional.empty();
  }

  private static Repository create(Path folder, GitLimits limits) throws IOException {
    FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    Repository repository = new BoundedRepository(folder, limits);
    repository.create(true);
    StoredConfig config = repository.getConfig();
    // JGit tidies up after a fetch; in a thread of its own it would do so outside of the mirror's lock.
    config.setBoolean("gc", null, "autoDetach", false);
    // What no branch needs any more goes at once: the lock is held, so no one reads it.
    config.setString("gc", null, "prunePackExpire", "now");
    config.setString("gc", null, "pruneExpire", "now");
    // A redirect could carry the token to another host.
    config.setString("http", null, REDIRECTS, REFUSED);
    config.save();
    return repository;
  }

  Repository repository() {
    return repository;
  }

  /** The commit of the branch; empty when the remote has no such branch. */
  static Optional<ObjectId> commitOf(BranchName branch, Collection<Ref> heads) {
    return heads.stream().filter(ref -> ref.getName().equals(HEADS + branch.value())).map(Ref::getObjectId).findFirst();
  }

  /** The newest commit of the branch, fetched unless it is what the remote was seen to have, and is here. */
  ObjectId newestCommit(BranchName branch, ObjectId seen) throws IOException, GitAPIException {
    if (repository.getObjectDatabase().has(seen)) {
      return seen;
    }
    fetch(branch);
    // The branch may have moved on since the heads were listed.
    return repository.exactRef(HEADS + branch.value()).getObjectId();
  }

  /** One round trip; tells what the remote has without bringing it. */
  Collection<Ref> remoteHeads() throws IOException, GitAPIException {
    return Deadline.within(rules.patience().asking(),
        () -> guarded(new Git(repository).lsRemote().setRemote(url.value()).setHeads(true), MOST_OF_A_LIST).call());
  }

  /** @throws IOException when it is the mirror that may be broken, rather than the remote */
  private void fetch(BranchName branch) throws IOException, GitAPIException {
    try {
      fetchOnce(branch);
    } catch (GitAPIException failed) {
      if (fresh || GitFailures.isOfTheNetwork(failed)) {
        throw failed;
      }
      throw new IOException("The mirror did not take the commit.", failed);
    }
  }

  private void fetchOnce(BranchName branch) throws IOException, GitAPIException {
    String ref = HEADS + branch.value();
    Deadline.within(rules.patience().fetching(), () -> guarded(new Git(repository).fetch().setRemote(url.value())
        .setRefSpecs(List.of(new RefSpec("+" + ref + ":" + ref)))
        .setProgressMonitor(new StopsWhenInterrupted())
        .setTagOpt(TagOpt.NO_TAGS).setDepth(1), rules.limits().bytesOfTransfer()).call());
  }

  private <C extends TransportCommand<C, T>, T> C guarded(C command, long mostBytes) {
    // JGit counts whole seconds and takes 0 for waiting without end.
    command.setTimeout((int) Math.max(1, rules.patience().silence().toSeconds()));
    command.setTransportConfigCallback(new Conversation(url, access, rules.addresses(), mostBytes));
    access.gitLogin().ifPresent(login -> command.setCredentialsProvider(
        new LoginOnce(login.userName(), login.password().reveal())));
    return command;
  }

  /** JGit looks here between two objects. */
  private static final class StopsWhenInterrupted extends EmptyProgressMonitor {
    @Override
    public boolean isCancelled() {
      return Thread.currentThread().isInterrupted();
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
