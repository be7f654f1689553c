package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.ArtifactsContract;
import io.datachannel.dbt.application.storage.InMemoryObjectStorage;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalArtifactsTest extends ArtifactsContract {
  private final InMemoryObjectStorage storage = new InMemoryObjectStorage();

  @Override
  protected Artifacts artifacts() {
    return new OnThisDisk(folder, storage).files.artifacts();
  }

  @Test
  void aLinkThatDbtCodeLeftIsNotFollowed() throws IOException {
    Path secret = Files.writeString(folder.resolve("keyset.json"), "of the service");
    Path link = Files.createSymbolicLink(folder.resolve("manifest.json"), secret);

    PortFailure failure = assertThrows(PortFailure.class, () -> artifacts().store(ACCOUNT, RUN, "manifest.json", link));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
    assertTrue(artifacts().find(ACCOUNT, RUN, "manifest.json").isEmpty());
  }

  @Test
  void aDiskThatCannotBeWrittenIsAStorageFailure() throws IOException {
    Files.createDirectories(folder.resolve("waiting"));
    Files.writeString(folder.resolve("waiting/accounts"), "a file where the folder should be");

    PortFailure failure = assertThrows(PortFailure.class, () -> artifacts().store(ACCOUNT, RUN, "manifest.json", file("{}")));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
  }
}
