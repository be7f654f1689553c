package io.datachannel.dbt.adapters.process;

import java.nio.file.Path;
import java.util.List;

/**
 * What one sandbox may take.
 *
 * @param processes          and threads of one sandbox
 * @param memoryMegabytes    of one process, without what it shares
 * @param fileMegabytes      the size of one file
 * @param temporaryMegabytes of /tmp and of /dev/shm each, which lie in memory
 * @param readable           folders of the machine that are seen inside besides the usual ones
 */
public record SandboxLimits(int processes, int memoryMegabytes, int fileMegabytes, int temporaryMegabytes, List<Path> readable) {
  /** Files that one process has open at a time. */
  static final int OPEN_FILES = 16_384;

  public SandboxLimits {
    readable = List.copyOf(readable);
  }
}
