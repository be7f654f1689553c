package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
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
  /** Bytes of one name on ext4 and xfs. */
  private static final int LONGEST_NAME = 255;
  /** Bytes; Linux takes 4096 with the folder that a checkout lies in. */
  private static final int LONGEST_PATH = 2000;
  private static final int LONGEST_SHOWN = 200;
  private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  /** Files are read-only from their first moment. */
  private static final FileAttribute<?> READABLE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));
  private static final FileAttribute<?> EXECUTABLE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------"));

  private final Repository repository;
  private final GitLimits limits;
  private final Path folder;
  private final Set<String> names = new HashSet<>();
  private final Warnings warnings = new Warnings();
  private final LfsPointers pointers = new LfsPointers();
  /** What macOS and Windows take for .git is reserved, too: a checkout may lie on such a file system, or be copied to one. */
  private final ObjectChecker reserved = new ObjectChecker().setSafeForMacOS(true);
  private long bytes;
  private int files;
  private int folders;

  WriteTree(Repository repository, GitLimits limits, Path folder) {
    this.repository = repository;
    this.limits = limits;
    this.folder = folder;
  }

  /**
   * @throws StepFailure when the tree is too large or holds a name that a checkout must not have
   */
  LeftOut write(ObjectId commit) throws IOException {
    try (RevWalk commits = new RevWalk(repository); TreeWalk tree = new TreeWalk(repository)) {
      tree.addTree(commits.parseCommit(commit).getTree());
      while (tree.next()) {
        checkName(tree.getPathString());
        if (tree.isSubtree()) {
          countFolder();
          tree.enterSubtree();
        } else {
          write(tree);
        }
      }
    }
    return new LeftOut(Stream.concat(warnings.all().stream(), pointers.warning().stream()).toList(), pointers.ofDbt());
  }

  private void write(TreeWalk tree) throws IOException {
    String path = tree.getPathString();
    FileMode mode = tree.getFileMode(0);
    if (mode == FileMode.GITLINK) {
      count(0);
      warnings.submodule(path);
      return;
    }
    if (mode == FileMode.SYMLINK) {
      warnings.link(path);
    }
    ObjectLoader blob = repository.open(tree.getObjectId(0));
    count(blob.getSize());
    pointers.look(path, blob);
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Channels.newOutputStream(
        Files.newByteChannel(file, NEW, mode == FileMode.EXECUTABLE_FILE ? EXECUTABLE : READABLE))) {
      blob.copyTo(out);
    }
  }

  private void count(long size) {
    bytes += size;
    files++;
    if (bytes > limits.bytes() || files > limits.files()) {
      throw tooLarge();
    }
  }

  /** A few small trees that hold each other many times unfold into folders without end, and without a single file to count. */
  private void countFolder() {
    folders++;
    if (folders > limits.files()) {
      throw tooLarge();
    }
  }

  private StepFailure tooLarge() {
    return new StepFailure(Failure.of(FailureCode.REPOSITORY_TOO_LARGE,
          "The branch holds more than " + limits.files() + " files or " + limits.bytes() / 1024 / 1024
              + " MiB; take large files out of it, or use a branch with the dbt project alone."));
  }

  /** Names that leave the folder, that git reserves, that two systems would read differently, or that a file system does not take. */
  private void checkName(String path) {
    // As file systems that do not tell them apart compare names.
    if (!isWritable(path) || !names.add(Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))) {
      String shown = path.substring(0, Math.min(path.length(), LONGEST_SHOWN)).replaceAll("\\p{Cntrl}", "?");
      throw new StepFailure(Failure.of(FailureCode.REPOSITORY_CONTENT_REFUSED, "The repository holds the name '" + shown
          + "', which is refused: it leaves the checkout, is reserved by git, is too long for a file system, holds a line's end or the like, or "
          + "differs from another by case alone. Rename it."));
    }
  }

  private boolean isWritable(String path) {
    if (path.indexOf('\\') >= 0 || path.chars().anyMatch(Character::isISOControl) || bytesOf(path) > LONGEST_PATH) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (isReserved(part) || bytesOf(part) > LONGEST_NAME) {
        return false;
      }
    }
    try {
      return folder.resolve(path).normalize().startsWith(folder);
    } catch (InvalidPathException _) {
      // A name that the process's character set cannot express.
      return false;
    }
  }

  /** An empty name, one of dots, and .git in each way of writing it. */
  private boolean isReserved(String part) {
    try {
      reserved.checkPathSegment(part.getBytes(StandardCharsets.UTF_8), 0, bytesOf(part));
      return false;
    } catch (CorruptObjectException _) {
      return true;
    }
  }

  private static int bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
