package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
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
  private final Set<String> names = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private long bytes;
  private int files;

  WriteTree(Repository repository, GitLimits limits, Path folder) {
    this.repository = repository;
    this.limits = limits;
    this.folder = folder;
  }

  /**
   * @return what was left out, in a sentence each
   * @throws StepFailure when the tree is too large or holds a name that a checkout must not have
   */
  List<String> write(ObjectId commit) throws IOException {
    try (RevWalk commits = new RevWalk(repository); TreeWalk tree = new TreeWalk(repository)) {
      tree.addTree(commits.parseCommit(commit).getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        write(tree);
      }
    }
    return List.copyOf(warnings);
  }

  private void write(TreeWalk tree) throws IOException {
    String path = tree.getPathString();
    checkName(path);
    FileMode mode = tree.getFileMode(0);
    if (mode == FileMode.GITLINK) {
      warnings.add("The submodule '" + path + "' is left out; this service does not fetch submodules.");
      return;
    }
    if (mode == FileMode.SYMLINK) {
      warnings.add("The link '" + path + "' is written as a plain file that holds its target.");
    }
    ObjectLoader blob = repository.open(tree.getObjectId(0));
    count(blob.getSize());
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      blob.copyTo(out);
    }
    if (mode == FileMode.EXECUTABLE_FILE) {
      file.toFile().setExecutable(true, true);
    }
  }

  private void count(long size) {
    bytes += size;
    files++;
    if (bytes > limits.bytes() || files > limits.files()) {
      throw new StepFailure(Failure.of(FailureCode.REPOSITORY_TOO_LARGE,
          "The branch holds more than " + limits.files() + " files or " + limits.bytes() / 1024 / 1024
              + " MiB; take large files out of it, or use a branch with the dbt project alone."));
    }
  }

  /** Names that leave the folder, that git reserves, or that two systems would read differently. */
  private void checkName(String path) {
    boolean bad = path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0
        || !folder.resolve(path).normalize().startsWith(folder) || !names.add(path.toLowerCase(Locale.ROOT));
    for (String part : path.split("/", -1)) {
      bad |= part.isEmpty() || part.equals(".") || part.equals("..") || part.equalsIgnoreCase(".git");
    }
    if (bad) {
      throw new StepFailure(Failure.of(FailureCode.REPOSITORY_CONTENT_REFUSED,
          "The repository holds the name '" + path.replace('\0', '?')
              + "', which is refused: it leaves the checkout, is reserved by git, or differs from another by case alone. Rename it."));
    }
  }
}
