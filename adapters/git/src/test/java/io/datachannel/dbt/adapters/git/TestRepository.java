package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

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
          : objects.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
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

  /** Commits a tree of this one path, which git's own commands would refuse to make. */
  void commitUnchecked(String path, FileMode mode, String content) throws IOException {
    try (Repository repository = open(); ObjectInserter objects = repository.newObjectInserter()) {
      ObjectId child = objects.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
      FileMode childMode = mode;
      for (String name : List.of(path.split("/")).reversed()) {
        TreeFormatter tree = new TreeFormatter();
        tree.append(name, childMode, child);
        child = objects.insert(tree);
        childMode = FileMode.TREE;
      }
      commitTree(repository, objects, child);
    }
  }

  /** Commits folders in folders, each holding the next one {@code width} times and the last one nothing. */
  void commitFoldersOfFolders(int width, int depth) throws IOException {
    try (Repository repository = open(); ObjectInserter objects = repository.newObjectInserter()) {
      ObjectId child = objects.insert(new TreeFormatter());
      for (int level = 0; level < depth; level++) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < width; i++) {
          tree.append("d" + i, FileMode.TREE, child);
        }
        child = objects.insert(tree);
      }
      commitTree(repository, objects, child);
    }
  }

  /** Commits a tree that has the same name twice, as a link and as a folder, which git itself would never make (CVE-2021-21300). */
  void commitLinkWithEntryBelow(String name, String target, String entry, String content) throws IOException {
    try (Repository repository = open(); ObjectInserter objects = repository.newObjectInserter()) {
      TreeFormatter folder = new TreeFormatter();
      folder.append(entry, FileMode.REGULAR_FILE, objects.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8)));
      TreeFormatter tree = new TreeFormatter();
      tree.append(name, FileMode.SYMLINK, objects.insert(Constants.OBJ_BLOB, target.getBytes(StandardCharsets.UTF_8)));
      tree.append(name, FileMode.TREE, objects.insert(folder));
      commitTree(repository, objects, objects.insert(tree));
    }
  }

  /** Commits so many folders with so many files each, all of one content. */
  void commitSameFile(int folders, int files) throws IOException {
    commitSame(folders, files, FileMode.REGULAR_FILE);
  }

  /** The same with links. */
  void commitSameLink(int folders, int links) throws IOException {
    commitSame(folders, links, FileMode.SYMLINK);
  }

  private void commitSame(int folders, int entries, FileMode mode) throws IOException {
    try (Repository repository = open(); ObjectInserter objects = repository.newObjectInserter()) {
      ObjectId blob = objects.insert(Constants.OBJ_BLOB, new byte[] {'x'});
      ObjectId folder = objects.insert(treeOf(entries, mode, blob));
      commitTree(repository, objects, objects.insert(treeOf(folders, FileMode.TREE, folder)));
    }
  }

  private static TreeFormatter treeOf(int entries, FileMode mode, ObjectId each) {
    TreeFormatter tree = new TreeFormatter();
    for (int i = 0; i < entries; i++) {
      tree.append("n%06d".formatted(i), mode, each);
    }
    return tree;
  }

  private static void commitTree(Repository repository, ObjectInserter objects, ObjectId tree) throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(AUTHOR);
    commit.setCommitter(AUTHOR);
    commit.setMessage("Unchecked");
    ObjectId id = objects.insert(commit);
    objects.flush();
    RefUpdate main = repository.updateRef("refs/heads/main");
    main.setNewObjectId(id);
    main.forceUpdate();
  }

  private Repository open() throws IOException {
    return new FileRepositoryBuilder().setGitDir(folder.resolve(".git").toFile()).build();
  }

  void branch(String name) throws IOException, GitAPIException {
    try (Git git = Git.open(folder.toFile())) {
      git.branchCreate().setName(name).call();
    }
  }
}
