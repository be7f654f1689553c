package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.result.StepFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes the files of a commit into a folder and nothing else: no filters, no hooks, no links, no submodules, no line-end conversion.
 * JGit's own checkout would honour .gitattributes and write links.
 */
final class WriteTree {
  private final Repository repository;
  private final GitLimits limits;
  private final Path folder;
  private final TreeNames names;
  private final LeftOut leftOut = new LeftOut();
  private long bytes;
  private int entries;

  WriteTree(Repository repository, GitLimits limits, Path folder) {
    this.repository = repository;
    this.limits = limits;
    this.folder = folder;
    this.names = new TreeNames(folder);
  }

  /**
   * @return what was left out, in a sentence each
   * @throws StepFailure when the tree is too large or holds a name that a checkout must not have
   */
  List<String> write(ObjectId commit) throws IOException {
    try (ObjectReader objects = repository.newObjectReader();
        RevWalk commits = new RevWalk(objects); TreeWalk tree = new TreeWalk(objects)) {
      tree.addTree(commits.parseCommit(commit).getTree());
      while (tree.next()) {
        write(tree, objects);
      }
    }
    return leftOut.sentences();
  }

  private void write(TreeWalk tree, ObjectReader objects) throws IOException {
    String path = tree.getPathString();
    FileMode mode = tree.getFileMode(0);
    Path target = names.checked(path, tree.getNameString());
    // Folders and submodules count, too: a few kilobytes of trees can name billions of them.
    entries++;
    checkLimits();
    if (mode == FileMode.TREE) {
      Files.createDirectory(target);
      tree.enterSubtree();
    } else if (mode == FileMode.GITLINK) {
      leftOut.submodule(path);
    } else {
      if (mode == FileMode.SYMLINK) {
        leftOut.link(path);
      }
      writeFile(objects.open(tree.getObjectId(0)), target);
      if (mode == FileMode.EXECUTABLE_FILE) {
        target.toFile().setExecutable(true, true);
      }
    }
  }

  private void writeFile(ObjectLoader blob, Path file) throws IOException {
    bytes += blob.getSize();
    checkLimits();
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      blob.copyTo(out);
    }
  }

  private void checkLimits() {
    if (bytes > limits.bytes() || entries > limits.files()) {
      throw new StepFailure(GitFailures.tooLarge(limits));
    }
  }
}
