package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the folders of runs. */
final class RunFolders {
  private static final Pattern FOLDER = Pattern.compile("accounts/([0-9]{1,18})/runs/([0-9]{1,9})");
  private static final int DEPTH = 4;

  private RunFolders() {}

  /** The runs that have a folder below one of these; each once. */
  static List<WaitingFiles.OfRun> in(List<Path> roots) {
    return roots.stream().filter(Files::isDirectory).flatMap(root -> below(root).stream()).distinct().toList();
  }

  private static List<WaitingFiles.OfRun> below(Path root) {
    try (Stream<Path> folders = Files.walk(root, DEPTH)) {
      return folders.map(folder -> FOLDER.matcher(root.relativize(folder).toString()))
          .filter(Matcher::matches)
          .map(found -> new WaitingFiles.OfRun(new AccountId(Long.parseLong(found.group(1))), new RunId(Integer.parseInt(found.group(2)))))
          .toList();
    } catch (UncheckedIOException | IOException failed) {
      // A folder that went away meanwhile is no failure of the others; the next look finds them.
      if (failed instanceof UncheckedIOException || !Files.exists(root)) {
        return List.of();
      }
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The files of runs cannot be listed: " + failed.getMessage(), failed);
    }
  }
}
