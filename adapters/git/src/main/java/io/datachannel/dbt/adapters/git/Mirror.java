package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** A bare copy of one repository, holding the newest commits of the branches that were asked for. */
final class Mirror implements AutoCloseable {
  private static final String HEADS = "refs/heads/";

  private final Repository repository;
  private final RepositoryUrl url;
  private final CredentialsProvider credentials;
  private final Duration timeout;

  private Mirror(Repository repository, RepositoryUrl url, CredentialsProvider credentials, Duration timeout) {
    this.repository = repository;
    this.url = url;
    this.credentials = credentials;
    this.timeout = timeout;
  }

  static Mirror open(Path folder, RepositoryUrl url, GitAccess access, Duration timeout) throws IOException {
    boolean fresh = !Files.exists(folder.resolve("HEAD"));
    Repository repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    if (fresh) {
      repository.create(true);
      StoredConfig config = repository.getConfig();
      // A redirect could carry the token to another host.
      config.setString("http", null, "followRedirects", "false");
      config.setBoolean("transfer", null, "fsckObjects", true);
      config.save();
    }
    return new Mirror(repository, url, credentialsOf(access), timeout);
  }

  Repository repository() {
    return repository;
  }

  /** The newest commit of the branch, fetched; empty when the remote has no such branch. */
  Optional<ObjectId> newestCommit(BranchName branch, Collection<Ref> heads) throws IOException, GitAPIException {
    Optional<ObjectId> remote = heads.stream()
        .filter(ref -> ref.getName().equals(HEADS + branch.value())).map(Ref::getObjectId).findFirst();
    if (remote.isEmpty() || repository.getObjectDatabase().has(remote.get())) {
      return remote;
    }
    fetch(branch);
    // The branch may have moved on since the heads were listed.
    return Optional.of(repository.exactRef(HEADS + branch.value()).getObjectId());
  }

  /** One round trip; tells what the remote has without bringing it. */
  Collection<Ref> remoteHeads() throws GitAPIException {
    return authenticated(new Git(repository).lsRemote().setRemote(url.value()).setHeads(true)).call();
  }

  private void fetch(BranchName branch) throws GitAPIException {
    String ref = HEADS + branch.value();
    authenticated(new Git(repository).fetch().setRemote(url.value())
        .setRefSpecs(List.of(new RefSpec("+" + ref + ":" + ref)))
        .setTagOpt(TagOpt.NO_TAGS).setDepth(1)).call();
  }

  private <C extends TransportCommand<C, T>, T> C authenticated(C command) {
    command.setTimeout((int) timeout.toSeconds());
    if (credentials != null) {
      command.setCredentialsProvider(credentials);
    }
    return command;
  }

  private static CredentialsProvider credentialsOf(GitAccess access) {
    return switch (access) {
      case GitAccess.Public _ -> null;
      case GitAccess.HttpsToken https -> new UsernamePasswordCredentialsProvider(https.userName(), https.token().reveal());
    };
  }

  @Override
  public void close() {
    repository.close();
  }
}
