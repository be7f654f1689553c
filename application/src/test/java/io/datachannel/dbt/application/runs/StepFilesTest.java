package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepFilesTest {
  @TempDir private Path target;

  @Test
  void theResultsOfTheLastStepHaveTheirFirstNameToo() throws IOException {
    Files.writeString(target.resolve("run_results.1.json"), "one");
    Files.writeString(target.resolve("run_results.2.json"), "two");

    StepFiles.restoreLast(target);

    assertEquals("two", Files.readString(target.resolve(StepFiles.RESULTS)));
  }

  /** A hole takes no room until it is copied. */
  @Test
  void whatIsTooLargeIsNotCopied() throws IOException {
    try (RandomAccessFile hole = new RandomAccessFile(target.resolve("run_results.1.json").toFile(), "rw")) {
      hole.setLength(StepFiles.MOST + 1);
    }

    StepFiles.restoreLast(target);

    assertFalse(Files.exists(target.resolve(StepFiles.RESULTS)));
  }
}
