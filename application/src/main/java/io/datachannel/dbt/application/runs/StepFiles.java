package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.domain.run.DbtStep;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The run_results.json of each step of a run: dbt writes the file anew with each call. */
public final class StepFiles {
  /** run_results.1.json, run_results.2.json, …; a run of one step has none of them. */
  public static final List<String> NAMES = IntStream.rangeClosed(1, DbtStep.MOST).mapToObj(StepFiles::name).toList();
  static final String RESULTS = "run_results.json";

  private static final Logger LOG = System.getLogger(StepFiles.class.getName());

  private final WorkFolders folders;
  private final Path targetFolder;

  StepFiles(WorkFolders folders, Path targetFolder) {
    this.folders = folders;
    this.targetFolder = targetFolder;
  }

  private static String name(int step) {
    return "run_results." + step + ".json";
  }

  /** Sets aside what a step has written; one that wrote none leaves none. @param step from 1 */
  void keep(int step) {
    Path written = targetFolder.resolve(RESULTS);
    if (isFile(written)) {
      try {
        folders.rename(written, name(step));
      } catch (PortFailure failed) {
        LOG.log(Level.WARNING, "the results of a step could not be set aside: " + failed.getMessage());
      }
    }
  }

  /** Those of the last step that wrote any, which have the name that dbt gave them, too. */
  static Optional<String> last(Path targetFolder) {
    return NAMES.reversed().stream().filter(name -> isFile(targetFolder.resolve(name))).findFirst();
  }

  /** For what is there as a rule: dbt's code can put something else in its place at any time, so whoever opens it looks again. */
  private static boolean isFile(Path file) {
    return Files.isDirectory(file.getParent(), LinkOption.NOFOLLOW_LINKS) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
