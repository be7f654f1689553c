package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.path.RelativePath;
import java.util.List;

/** Files of a project whose content Git LFS keeps elsewhere: dbt would take the pointers for data, and load them. */
final class StoredElsewhere {
  private static final int MOST_SHOWN = 5;

  private StoredElsewhere() {}

  /**
   * What lies beside the project is left alone.
   *
   * @param pointers paths in the repository
   * @throws StepFailure when one is of the project
   */
  static void refuse(List<String> pointers, RelativePath project) {
    String folder = project.value().isEmpty() ? "" : project.value() + "/";
    List<String> own = pointers.stream().filter(path -> path.startsWith(folder)).sorted().toList();
    if (!own.isEmpty()) {
      throw new StepFailure(Failure.of(FailureCode.REPOSITORY_CONTENT_REFUSED, "The content of '"
          + String.join("', '", own.subList(0, Math.min(MOST_SHOWN, own.size()))) + "'"
          + (own.size() > MOST_SHOWN ? " and " + (own.size() - MOST_SHOWN) + " other files" : "")
          + " is not in the repository but in Git LFS, which this service does not fetch. Commit the files themselves (git lfs migrate export), "
          + "or take them out of the project."));
    }
  }
}
