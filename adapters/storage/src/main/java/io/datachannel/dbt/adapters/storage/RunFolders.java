package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    List<WaitingFiles.OfRun> runs = new ArrayList<>();
    try {
      ChangingTree.walk(root, DEPTH, (folder, _) -> {
        Matcher found = FOLDER.matcher(root.relativize(folder).toString());
        if (found.matches()) {
          runs.add(new WaitingFiles.OfRun(new AccountId(Long.parseLong(found.group(1))), new RunId(Integer.parseInt(found.group(2)))));
        }
      });
      return runs;
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The files of runs cannot be listed: " + failed.getMessage(), failed);
    }
  }
}
