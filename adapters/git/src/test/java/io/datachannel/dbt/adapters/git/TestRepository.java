package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;

/** A real repository that a test commits to. */
final class TestRepository {
  private static final PersonIdent AUTHOR = new PersonIdent("Test", "test@example.com");

  private final Path folder;

  private TestRepository(Path folder) {
    this.folder = folder;
  }

  static TestRepository in(Path folder) throws GitAPIException {
    Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call().close();
    return new TestRepository(folder);
  }

  String fileUrl() {
    return folder.toUri().toString();
  }

  /** @return the commit's hash */
  String commit(String path, String content) throws IOException, GitAPIException {
    try (Git git = Git.open(folder.toFile())) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      git.add().addFilepattern(".").call();
      return git.commit().setMessage("Change").setAuthor(AUTHOR).setCommitter(AUTHOR).setSign(false).call().getName();
    }
  }

  /** Commits an entry that a work tree could not hold. */
  void commitEntry(String path, FileMode mode, String content) throws IOException, GitAPIException {
    try (Git git = Git.open(folder.toFile()); ObjectInserter objects = git.getRepository().newObjectInserter()) {
      ObjectId id = mode == FileMode.GITLINK
          ? ObjectId.fromString("0123456789abcdef0123456789abcdef01234567")
          : objects.insert(Constants.OBJ_BLOB, content.getBytes());
      objects.flush();
      DirCache index = git.getRepository().lockDirCache();
      DirCacheBuilder builder = index.builder();
      for (int i = 0; i < index.getEntryCount(); i++) {
        builder.add(index.getEntry(i));
      }
      DirCacheEntry entry = new DirCacheEntry(path);
      entry.setFileMode(mode);
      entry.setObjectId(id);
      builder.add(entry);
      builder.commit();
      git.commit().setMessage("Entry").setAuthor(AUTHOR).setCommitter(AUTHOR).setSign(false).call();
    }
  }

  /** Makes a commit of this tree alone the newest one of the branch main. */
  ObjectId commitTree(UnaryOperator<RawTree> content) throws IOException {
    try (Git git = Git.open(folder.toFile()); ObjectInserter objects = git.getRepository().newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(content.apply(new RawTree(objects)).insert());
      commit.setAuthor(AUTHOR);
      commit.setCommitter(AUTHOR);
      commit.setMessage("Tree");
      ObjectId id = objects.insert(commit);
      objects.flush();
      RefUpdate main = git.getRepository().updateRef("refs/heads/main");
      main.setNewObjectId(id);
      main.forceUpdate();
      return id;
    }
  }

  void branch(String name) throws IOException, GitAPIException {
    try (Git git = Git.open(folder.toFile())) {
      git.branchCreate().setName(name).call();
    }
  }
}
