package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.DbtStep;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;

/** The run_results.json of each step of a run: dbt writes the file anew with each call. */
public final class StepFiles {
  /** run_results.1.json, run_results.2.json, …; a run of one step has none of them. */
  public static final List<String> NAMES = IntStream.rangeClosed(1, DbtStep.MOST).mapToObj(StepFiles::name).toList();
  static final String RESULTS = "run_results.json";

  /** In bytes: more is no artifact that is kept, and a hole would become real by the copy. */
  static final long MOST = 512L << 20;

  private static final Logger LOG = System.getLogger(StepFiles.class.getName());

  private StepFiles() {}

  private static String name(int step) {
    return "run_results." + step + ".json";
  }

  /** Sets aside what a step has written; one that wrote none leaves none. @param step from 1 */
  static void keep(Path targetFolder, int step) {
    Path written = targetFolder.resolve(RESULTS);
    if (isFile(written)) {
      try {
        Files.move(written, targetFolder.resolve(name(step)), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failed) {
        LOG.log(Level.WARNING, "the results of a step could not be set aside: " + failed.getMessage());
      }
    }
  }

  /** Gives those of the last step that wrote any the name that dbt gave them. */
  static void restoreLast(Path targetFolder) {
    NAMES.reversed().stream().map(targetFolder::resolve).filter(StepFiles::isFile).findFirst().ifPresent(last -> {
      try {
        if (Files.size(last) > MOST) {
          throw new IOException("they are larger than " + (MOST >> 20) + " MB");
        }
        Files.copy(last, targetFolder.resolve(RESULTS), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failed) {
        LOG.log(Level.WARNING, "the results of the last step have only their own name: " + failed.getMessage());
      }
    });
  }

  /** Not one that a link leads to, which dbt's code may have put into the folder's place, too. */
  private static boolean isFile(Path file) {
    return Files.isDirectory(file.getParent(), LinkOption.NOFOLLOW_LINKS) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
