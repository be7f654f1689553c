package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyNameTest {
  @TempDir private Path folder;

  @Test
  void aCopyIsNamedByItsMachineAndProcess() throws IOException {
    Path kernel = Files.writeString(folder.resolve("hostname"), "dbt-2\n");

    assertEquals("pod-7/42", CopyName.text(Map.of("HOSTNAME", "pod-7"), kernel, 42));
    assertEquals("dbt-2/42", CopyName.text(Map.of(), kernel, 42));
    assertEquals("dbt-2/42", CopyName.text(Map.of("HOSTNAME", ""), kernel, 42));
    assertEquals("service/42", CopyName.text(Map.of(), folder.resolve("none"), 42));
  }
}
