package io.datachannel.dbt.adapters.git;

/**
 * How much a checkout may hold.
 *
 * @param bytes of all files together
 * @param files how many files
 */
public record GitLimits(long bytes, int files) {
  private static final long ADDRESS_AND_NAME = 256;
  private static final long LITTLE = 1024L * 1024;

  /** What a server may send for such a checkout: files that cannot be packed any smaller, what lists them, and how that is framed. */
  long bytesOfTransfer() {
    return bytes + bytes / 64 + files * ADDRESS_AND_NAME + LITTLE;
  }
}
