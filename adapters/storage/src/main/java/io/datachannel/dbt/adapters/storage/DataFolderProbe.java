package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.readiness.Probe;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether files can be written below the data folder, and some space is left for them. */
public final class DataFolderProbe implements Probe {
  private static final byte[] SOME = new byte[4096];

  private final Path folder;
  private final long leastBytes;

  /** @param leastBytes below this nothing is begun that would only find the disk full */
  public DataFolderProbe(Path folder, long leastBytes) {
    this.folder = folder;
    this.leastBytes = leastBytes;
  }

  /** One service uses the folder, so that the file needs no name of its own. */
  @Override
  public void look() {
    Path file = folder.resolve(".writable");
    try {
      Files.write(file, SOME);
      Files.delete(file);
      long left = Files.getFileStore(folder).getUsableSpace();
      if (left < leastBytes) {
        throw unusable("has " + (left >> 20) + " MB left, of at least " + (leastBytes >> 20), null);
      }
    } catch (IOException failed) {
      throw unusable("cannot be written: " + failed.getMessage(), failed);
    }
  }

  private PortFailure unusable(String why, IOException cause) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The data folder " + folder + " " + why + ".", cause);
  }
}
