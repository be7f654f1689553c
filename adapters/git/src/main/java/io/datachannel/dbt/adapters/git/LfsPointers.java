package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectLoader;

/** The files of a tree that hold no content of their own but say where Git LFS keeps it (its specification, "The Pointer"). */
final class LfsPointers {
  /** In bytes; a pointer is shorter. */
  private static final int LONGEST = 1024;
  private static final Pattern FIRST_LINE = Pattern.compile("version https://(?:git-lfs\\.github\\.com|hawser\\.github\\.com)/spec/[^\\n]*\\n");
  private static final Pattern OF_DBT = Pattern.compile("(?i).*\\.(?:sql|csv|ya?ml|py|md)");

  /** In characters, of all paths that are kept together: some fifty thousand files. */
  private static final int MOST_KEPT = 4 * 1024 * 1024;

  private final List<String> ofDbt = new ArrayList<>();
  private long kept;
  private String first = "";
  private int number;

  /** @throws StepFailure when there are more than can be kept, so that it could not be told which of them are the project's */
  void look(String path, ObjectLoader blob) throws IOException {
    if (blob.getSize() >= LONGEST || !FIRST_LINE.matcher(new String(blob.getBytes(LONGEST), StandardCharsets.UTF_8)).lookingAt()) {
      return;
    }
    number++;
    first = number == 1 ? Warnings.shown(path) : first;
    if (OF_DBT.matcher(path).matches()) {
      kept += path.length();
      if (kept > MOST_KEPT) {
        throw new StepFailure(Failure.of(FailureCode.REPOSITORY_CONTENT_REFUSED, "The content of more than " + ofDbt.size()
            + " files that dbt may read is not in the repository but in Git LFS, which this service does not fetch. Commit the files themselves "
            + "(git lfs migrate export), or use a branch with the dbt project alone."));
      }
      ofDbt.add(path);
    }
  }

  /** Those that dbt would read as they are. */
  List<String> ofDbt() {
    return List.copyOf(ofDbt);
  }

  Optional<String> warning() {
    return number == 0 ? Optional.empty() : Optional.of("The content of '" + first + "'" + (number > 1 ? " and " + (number - 1) + " other files" : "")
        + " is in Git LFS, which this service does not fetch; the pointers are there alone.");
  }
}
