package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.KeptEndings;
import io.datachannel.dbt.application.runs.KeptEndingsContract;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeptEndingsTest extends KeptEndingsContract {
  @TempDir
  private Path folder;

  @Override
  protected KeptEndings endings() {
    return new LocalKeptEndings(folder.resolve("endings"));
  }

  @Test
  void onlyTheServicesUserMayReadThem() throws IOException {
    endings().keep(COMPLETED);

    assertEquals("[OWNER_EXECUTE, OWNER_READ, OWNER_WRITE]",
        Files.getPosixFilePermissions(folder.resolve("endings")).stream().map(Enum::name).sorted().toList().toString());
    try (Stream<Path> files = Files.list(folder.resolve("endings"))) {
      Path file = files.toList().getFirst();
      assertEquals("[OWNER_READ, OWNER_WRITE]",
          Files.getPosixFilePermissions(file).stream().map(Enum::name).sorted().toList().toString());
    }
  }

  @Test
  void whatIsHalfOrBrokenIsLeftOut() throws IOException {
    endings().keep(COMPLETED);
    Files.writeString(folder.resolve("endings/run-8-1.json"), "{\"account\": 1");
    Files.writeString(folder.resolve("endings/123.part"), "{");

    assertEquals(List.of(COMPLETED), endings().all());
  }

  @Test
  void aDiskThatCannotBeWrittenIsAStorageFailure() throws IOException {
    Files.writeString(folder.resolve("endings"), "a file where the folder should be");

    PortFailure failure = assertThrows(PortFailure.class, () -> endings().keep(COMPLETED));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
  }
}
