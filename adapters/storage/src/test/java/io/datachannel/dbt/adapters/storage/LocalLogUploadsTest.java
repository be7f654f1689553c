package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachannel.dbt.application.journal.LogUploads;
import io.datachannel.dbt.application.journal.LogUploadsContract;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.storage.InMemoryObjectStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogUploadsTest extends LogUploadsContract {
  @TempDir private Path folder;

  private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
  private OnThisDisk disk;
  private RunStorage runs;

  @BeforeEach
  void open() {
    disk = new OnThisDisk(folder, storage);
    runs = disk.files;
  }

  @Override
  protected LogUploads uploads() {
    return runs.uploads();
  }

  @Override
  protected RunLogs logs() {
    return runs.logs();
  }

  @Test
  void nothingHalfIsLeftOnTheDisk() throws IOException {
    uploads().receive(ACCOUNT, RUN, InputStream.nullInputStream(), 10);
    uploads().receive(ACCOUNT, RUN, Files.newInputStream(Files.writeString(folder.resolve("long"), "x".repeat(100))), 10);
    InputStream closed = Files.newInputStream(folder.resolve("long"));
    closed.close();
    uploads().receive(ACCOUNT, RUN, closed, 10);

    try (Stream<Path> left = Files.walk(folder.resolve("waiting"))) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void aStorageThatIsAwayGetsTheLogLater() throws IOException {
    storage.isAway(true);
    assertEquals(new LogUploads.Received.Waiting(4), receive("kept"));
    assertEquals("kept", text());

    assertEquals(new LogUploads.Received.Waiting(5), receive("newer"));
    storage.isAway(false);
    disk.later();
    List<String> paths = new ArrayList<>();
    runs.waiting().runs().forEach(run -> runs.waiting().send(run, paths::add));

    assertEquals(List.of("memory://accounts/1/runs/5/uploaded.log"), paths);
    assertEquals("newer", text());
    assertEquals(List.of(), runs.waiting().runs());
    assertInstanceOf(LogUploads.Received.Stored.class, receive("and at once again"));
  }

  private LogUploads.Received receive(String log) {
    return uploads().receive(ACCOUNT, RUN, new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), 100);
  }

  private String text() throws IOException {
    try (InputStream text = logs().text(ACCOUNT, RUN).orElseThrow().from().apply(0)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
