package io.datachannel.dbt.domain.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunStatesPageTest {

  /** When this fails, copy target/run-states.md over run-states.md. */
  @Test
  void thePageIsWhatTheCodeDoes() throws IOException {
    String drawn = RunStatesPicture.draw();
    Files.writeString(Path.of("target/run-states.md"), drawn);

    assertEquals(drawn, Files.readString(Path.of("run-states.md")));
  }
}
