package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.project.BranchName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/** A bare copy of one repository, holding the newest commits of the branches that were asked for. */
final class Mirror implements AutoCloseable {
  private static final String HEADS = "refs/heads/";
  private static final List<Setting> SETTINGS = List.of(
      // The first request may be led on, which GitLab does for addresses without .git; BoundedHttp keeps it to the same server.
      new Setting("http", "followRedirects", "initial"),
      new Setting("transfer", "fsckObjects", "true"),
      // Harmless, and found in old repositories.
      new Setting("fsck", "zeroPaddedFilemode", "ignore"),
      new Setting("fsck", "missingEmail", "ignore"),
      new Setting("fsck", "badTimezone", "ignore"));

  private final Repository repository;
  private final GitRemote remote;
  private final boolean fresh;

  private Mirror(Repository repository, GitRemote remote, boolean fresh) {
    this.repository = repository;
    this.remote = remote;
    this.fresh = fresh;
  }

  static Mirror open(Path folder, GitRemote remote) throws IOException {
    boolean fresh = !Files.exists(folder.resolve("HEAD"));
    Repository repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    try {
      if (fresh) {
        repository.create(true);
      }
      // Looked at each time: a crash between the two would leave a mirror without them.
      keepSettings(repository.getConfig());
      return new Mirror(repository, remote, fresh);
    } catch (IOException | RuntimeException failed) {
      repository.close();
      throw failed;
    }
  }

  Repository repository() {
    return repository;
  }

  /** Nothing was in it before. */
  boolean isFresh() {
    return fresh;
  }

  /** One round trip; tells what the remote has without bringing it. */
  Collection<Ref> remoteHeads() throws GitAPIException {
    return remote.bound(new Git(repository).lsRemote().setRemote(remote.address()).setHeads(true)).call();
  }

  static Optional<ObjectId> head(BranchName branch, Collection<Ref> heads) {
    return heads.stream().filter(ref -> ref.getName().equals(HEADS + branch.value())).map(Ref::getObjectId).findFirst();
  }

  boolean has(ObjectId commit) throws IOException {
    return repository.getObjectDatabase().has(commit);
  }

  /**
   * Brings the branch's newest commit, which may be a newer one than the heads told.
   *
   * @return empty when the branch was deleted meanwhile
   */
  Optional<ObjectId> fetch(BranchName branch) throws GitAPIException {
    // A name of our own: on a remote, branch "a" may be deleted and "a/b" be made, which local branches could not follow.
    String kept = "refs/wanted/" + MirrorFolders.hash(branch.value());
    return Optional.ofNullable(remote.bound(new Git(repository).fetch().setRemote(remote.address())
            .setRefSpecs(List.of(new RefSpec("+" + HEADS + branch.value() + ":" + kept)))
            .setTagOpt(TagOpt.NO_TAGS).setDepth(1)).call()
        .getAdvertisedRef(HEADS + branch.value())).map(Ref::getObjectId);
  }

  @Override
  public void close() {
    repository.close();
  }

  private static void keepSettings(StoredConfig config) throws IOException {
    if (SETTINGS.stream().allMatch(setting -> setting.isIn(config))) {
      return;
    }
    SETTINGS.forEach(setting -> config.setString(setting.section(), null, setting.name(), setting.value()));
    config.save();
  }

  private record Setting(String section, String name, String value) {
    boolean isIn(StoredConfig config) {
      return Objects.equals(config.getString(section, null, name), value);
    }
  }
}
