package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.path.RelativePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds files of a project in a checkout without ever leaving it. */
final class ProjectFolder {
  private static final int DEEPEST = 6;
  private static final int MOST_HINTS = 5;

  private ProjectFolder() {}

  /** The folder of dbt_project.yml. @throws StepFailure when it is not there, naming the folders that have one */
  static Path in(Path checkout, RelativePath projectPath) {
    Path folder = inside(checkout, projectPath, "project path");
    if (Files.isRegularFile(folder.resolve("dbt_project.yml"), LinkOption.NOFOLLOW_LINKS)) {
      return folder;
    }
    throw new StepFailure(Failure.of(FailureCode.PROJECT_FILE_MISSING,
        "There is no dbt_project.yml in " + shown(projectPath) + " of the repository. " + hint(checkout)));
  }

  /** A file that the project's settings name. @throws StepFailure when it is not there */
  static Path file(Path checkout, RelativePath path) {
    Path file = inside(checkout, path, "packages path");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new StepFailure(Failure.of(FailureCode.PROJECT_PATH_INVALID,
          "There is no file '" + path.value() + "' in the repository; mend the project's packages path, or take it out."));
    }
    return file;
  }

  private static Path inside(Path checkout, RelativePath path, String what) {
    Path folder = checkout.resolve(path.value()).normalize();
    try {
      boolean leaves = !folder.startsWith(checkout)
          || Files.exists(folder) && !folder.toRealPath().startsWith(checkout.toRealPath());
      if (leaves) {
        throw new StepFailure(Failure.of(FailureCode.PROJECT_PATH_INVALID,
            "The " + what + " '" + path.value() + "' leads out of the repository; give a path inside it."));
      }
      return folder;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hint(Path checkout) {
    try (Stream<Path> files = Files.find(checkout, DEEPEST, (path, _) -> path.endsWith("dbt_project.yml"))) {
      List<String> folders = files.limit(MOST_HINTS)
          .map(file -> checkout.relativize(file.getParent()).toString())
          .map(folder -> shown(new RelativePath(folder))).sorted().toList();
      return folders.isEmpty()
          ? "No folder of this branch has one; check the branch."
          : "It is in " + folders.stream().collect(Collectors.joining(", ")) + ": set that as the project path.";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String shown(RelativePath path) {
    return path.value().isEmpty() ? "the top folder" : "'" + path.value() + "'";
  }
}
