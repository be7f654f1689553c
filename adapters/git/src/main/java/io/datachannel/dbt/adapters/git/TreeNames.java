package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** The names of one tree: refuses those that leave the folder, that git reserves, or that two systems would read differently. */
final class TreeNames {
  /** The longest name that Linux file systems take, and a path that leaves room for the folder above (PATH_MAX is 4096); bytes. */
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 2000;

  /** Knows {@code .}, {@code ..}, {@code .git} and the forms that file systems of macOS and Windows take for {@code .git}. */
  private final ObjectChecker git = new ObjectChecker().setSafeForMacOS(true);
  private final Set<String> taken = new HashSet<>();
  private final Path folder;

  TreeNames(Path folder) {
    this.folder = folder;
  }

  /**
   * @param path of a file or folder of the tree, whose folder was checked before
   * @param name the last part of it, which in a hostile tree may itself hold a slash
   * @return where it is to be written
   * @throws StepFailure with REPOSITORY_CONTENT_REFUSED
   */
  Path checked(String path, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (name.indexOf('\\') >= 0 || name.indexOf('/') >= 0 || isReserved(bytes)) {
      throw refused(path, "leaves the checkout or is reserved by git");
    }
    if (bytes.length > LONGEST_NAME || path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw refused(path, "is too long");
    }
    if (!taken.add(Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))) {
      throw refused(path, "differs from another by upper and lower case alone");
    }
    Path target = target(path);
    if (!target.normalize().startsWith(folder) || !target.normalize().equals(target)) {
      throw refused(path, "leaves the checkout");
    }
    return target;
  }

  private Path target(String path) {
    try {
      return folder.resolve(path);
    } catch (InvalidPathException unmappable) {
      throw refused(path, "cannot be written by this service, whose locale is not UTF-8");
    }
  }

  private boolean isReserved(byte[] name) {
    try {
      git.checkPathSegment(name, 0, name.length);
      return false;
    } catch (CorruptObjectException _) {
      return true;
    }
  }

  private static StepFailure refused(String path, String reason) {
    return new StepFailure(Failure.of(FailureCode.REPOSITORY_CONTENT_REFUSED,
        "The repository holds the name '" + printable(path) + "', which " + reason + "; rename it in the repository."));
  }

  /** On one line and of a bounded length, whatever the repository calls its files. */
  static String printable(String path) {
    String shown = path.length() > LONGEST_NAME ? path.substring(0, LONGEST_NAME) + "…" : path;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
