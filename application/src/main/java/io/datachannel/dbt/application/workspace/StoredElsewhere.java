package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.path.RelativePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of a project whose content Git LFS keeps elsewhere: dbt would take the pointers for data, and load them. Only what lies where dbt reads is looked at: its
 * standard folders, and those that dbt_project.yml names.
 */
final class StoredElsewhere {
  private static final int MOST_SHOWN = 5;
  private static final Set<String> STANDARD = Set.of("dbt_project.yml", "packages.yml", "dependencies.yml", "models", "seeds", "data", "snapshots", "macros",
      "tests", "analyses", "analysis");
  private static final Pattern PATHS = Pattern.compile("^(?:model|source|seed|data|snapshot|macro|test|analysis|docs|asset)-paths\\s*:(.*(?:\\R\\s*-.*)*)",
      Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("[^\\s,\"'\\[\\]-][^\\s,\"'\\[\\]]*");

  private StoredElsewhere() {}

  /**
   * What lies elsewhere is left alone.
   *
   * @param pointers      paths in the repository
   * @param projectFolder where dbt_project.yml is
   * @throws StepFailure when one is of the project
   */
  static void refuse(List<String> pointers, RelativePath project, Path projectFolder) {
    String folder = project.value().isEmpty() ? "" : project.value() + "/";
    Set<String> read = pointers.isEmpty() ? Set.of() : readBy(projectFolder.resolve("dbt_project.yml"));
    List<String> own = pointers.stream().filter(path -> path.startsWith(folder)
        && read.stream().anyMatch(name -> (path + "/").startsWith(folder + name + "/"))).sorted().toList();
    if (!own.isEmpty()) {
      throw new StepFailure(Failure.of(FailureCode.REPOSITORY_CONTENT_REFUSED, "The content of '"
          + String.join("', '", own.subList(0, Math.min(MOST_SHOWN, own.size()))) + "'"
          + (own.size() > MOST_SHOWN ? " and " + (own.size() - MOST_SHOWN) + " other files" : "")
          + " is not in the repository but in Git LFS, which this service does not fetch. Commit the files themselves (git lfs migrate export), "
          + "or take them out of the project."));
    }
  }

  private static Set<String> readBy(Path settings) {
    Set<String> read = new HashSet<>(STANDARD);
    try {
      Matcher paths = PATHS.matcher(Files.readString(settings, StandardCharsets.ISO_8859_1));
      while (paths.find()) {
        NAME.matcher(paths.group(1)).results().map(MatchResult::group).map(name -> name.replaceFirst("/+$", "")).forEach(read::add);
      }
      return read;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
