package io.datachannel.dbt.domain.failure;

import java.util.List;
import java.util.Optional;

/**
 * What the machine that dbt runs on has no more of, by the words of Python, of DuckDB and of native libraries. The words of a warehouse that has a
 * machine of its own are others, and its shortage is no one's here.
 */
public enum Shortage {
  MEMORY(FailureCode.RUNNER_OUT_OF_MEMORY, List.of("Out of Memory Error", "std::bad_alloc", "[Errno 12]"),
      "dbt ran out of memory; select fewer models for a run, run with fewer threads, or ask for a larger limit."),
  DISK(FailureCode.RUNNER_DISK_FULL, List.of("[Errno 27]", "[Errno 28]", "[Errno 122]", "max_temp_directory_size"),
      "dbt could not write: the disk is full, or a file or a folder is as large as it may be; delete what is not needed, write less, or ask for more room.");

  private static final String OF_PYTHON = "MemoryError";
  /** By these DuckDB names the system's reason, which a warehouse elsewhere names, too. */
  private static final String OF_DUCKDB = "IO Error: ";
  private static final List<String> REASONS = List.of("No space left on device", "File too large", "Disk quota exceeded");

  private final FailureCode code;
  private final List<String> words;
  private final String advice;

  Shortage(FailureCode code, List<String> words, String advice) {
    this.code = code;
    this.words = words;
    this.advice = advice;
  }

  public FailureCode code() {
    return code;
  }

  /** What is missing and what to do, as a sentence. */
  public String advice() {
    return advice;
  }

  /**
   * Whether a text tells of one; of the disk first, since DuckDB says that it ran out of memory where it could not put it off to the disk.
   *
   * @param said by dbt, by a model or by the process
   */
  public static Optional<Shortage> in(String said) {
    if (DISK.isIn(said) || said.contains(OF_DUCKDB) && REASONS.stream().anyMatch(said::contains)) {
      return Optional.of(DISK);
    }
    return MEMORY.isIn(said) ? Optional.of(MEMORY) : Optional.empty();
  }

  private boolean isIn(String said) {
    return words.stream().anyMatch(said::contains) || this == MEMORY && isPythons(said);
  }

  /** Not the end of another name, such as that of Java's error. */
  private static boolean isPythons(String said) {
    for (int at = said.indexOf(OF_PYTHON); at >= 0; at = said.indexOf(OF_PYTHON, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(said.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }
}
