package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.storage.WorkFolders.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders that a run has worked in. They are deleted when its end is written down, which does not wait for that. */
final class UsedFolders implements AutoCloseable {
  private final List<WorkFolder> folders = new ArrayList<>();

  Path add(WorkFolder folder) {
    folders.add(folder);
    return folder.path();
  }

  @Override
  public void close() {
    folders.forEach(WorkFolder::close);
    folders.clear();
  }
}
