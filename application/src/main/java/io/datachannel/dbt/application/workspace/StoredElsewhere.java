package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.path.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of a project whose content Git LFS keeps elsewhere: dbt would take the pointers for data, and load them. Only what lies where dbt reads is looked at: its
 * standard folders, and those that dbt_project.yml names.
 */
final class StoredElsewhere {
  private static final int MOST_SHOWN = 5;
  private static final Set<String> STANDARD = Set.of("dbt_project.yml", "packages.yml", "dependencies.yml", "models", "seeds", "data", "snapshots", "macros",
      "tests", "analyses", "analysis");
  /** A list may be long: the group is possessive, so that its lines are no calls within each other. */
  private static final Pattern PATHS = Pattern.compile("^[\"']?(?:model|source|seed|data|snapshot|macro|test|analysis|docs|asset)-paths[\"']?\\s*:(.*(?:\\R\\s*-.*)*+)",
      Pattern.MULTILINE);
  private static final Pattern COMMENT = Pattern.compile("\\s#.*");
  private static final Pattern NAME = Pattern.compile("[^\\s,\"'\\[\\]-][^\\s,\"'\\[\\]]*");
  /** In bytes, of dbt_project.yml: people write it, but a repository may hold anything. */
  private static final int LARGEST = 1024 * 1024;

  private StoredElsewhere() {}

  /**
   * What lies elsewhere is left alone.
   *
   * @param pointers      paths in the repository
   * @param projectFolder where dbt_project.yml is
   * @throws StepFailure when one is of the project, or when its dbt_project.yml is larger than such a file can be
   */
  static void refuse(List<String> pointers, RelativePath project, Path projectFolder) {
    String folder = project.value().isEmpty() ? "" : project.value() + "/";
    Set<String> read = pointers.isEmpty() ? Set.of() : readBy(projectFolder.resolve("dbt_project.yml"));
    List<String> own = pointers.stream().filter(path -> path.startsWith(folder) && isWithin(read, path.substring(folder.length()))).sorted().toList();
    if (!own.isEmpty()) {
      throw new StepFailure(Failure.of(FailureCode.REPOSITORY_CONTENT_REFUSED, "The content of '"
          + String.join("', '", own.subList(0, Math.min(MOST_SHOWN, own.size()))) + "'"
          + (own.size() > MOST_SHOWN ? " and " + (own.size() - MOST_SHOWN) + " other files" : "")
          + " is not in the repository but in Git LFS, which this service does not fetch. Commit the files themselves (git lfs migrate export), "
          + "or take them out of the project."));
    }
  }

  /** Whether it is one of these, or below one. The project may name many folders, so the path is looked for and not each of them. */
  private static boolean isWithin(Set<String> read, String path) {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (read.contains(path.substring(0, end))) {
        return true;
      }
    }
    return read.contains(path) || read.contains("");
  }

  private static Set<String> readBy(Path settings) {
    Set<String> read = new HashSet<>(STANDARD);
    Matcher paths = PATHS.matcher(content(settings));
    while (paths.find()) {
      NAME.matcher(COMMENT.matcher(paths.group(1)).replaceAll("")).results().map(MatchResult::group).map(StoredElsewhere::withoutDots).forEach(read::add);
    }
    return read;
  }

  /** As git names what lies there; empty for the project's own folder. A name of slashes alone leads out of it. */
  private static String withoutDots(String name) {
    return name.startsWith("/") ? name : Stream.of(name.split("/+")).filter(part -> !part.isEmpty() && !part.equals(".")).collect(Collectors.joining("/"));
  }

  private static String content(Path settings) {
    try (InputStream file = Files.newInputStream(settings, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = file.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new StepFailure(Failure.of(FailureCode.REPOSITORY_CONTENT_REFUSED,
            settings.getFileName() + " is larger than 1 MiB, which is the most that the service reads of it; make it shorter."));
      }
      return new String(content, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
