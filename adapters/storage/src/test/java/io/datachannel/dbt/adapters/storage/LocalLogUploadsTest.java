package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.journal.LogUploads;
import io.datachannel.dbt.application.journal.LogUploadsContract;
import io.datachannel.dbt.application.journal.RunLogs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogUploadsTest extends LogUploadsContract {
  @TempDir private Path folder;

  @Override
  protected LogUploads uploads() {
    return new LocalLogUploads(folder.resolve("stored"));
  }

  @Override
  protected RunLogs logs() {
    return new LocalRunLogs(folder.resolve("live"), folder.resolve("stored"), 1_000_000);
  }

  @Test
  void nothingHalfIsLeftOnTheDisk() throws IOException {
    uploads().receive(ACCOUNT, RUN, InputStream.nullInputStream(), 10);
    uploads().receive(ACCOUNT, RUN, Files.newInputStream(Files.writeString(folder.resolve("long"), "x".repeat(100))), 10);
    InputStream closed = Files.newInputStream(folder.resolve("long"));
    closed.close();
    uploads().receive(ACCOUNT, RUN, closed, 10);

    try (Stream<Path> left = Files.list(folder.resolve("stored/accounts/1/runs/5"))) {
      assertEquals(List.of("uploaded.log"), left.map(file -> file.getFileName().toString()).toList());
    }
  }
}
