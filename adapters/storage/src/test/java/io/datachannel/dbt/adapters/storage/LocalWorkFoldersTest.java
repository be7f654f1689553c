package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WorkFolders.WorkFolder;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkFoldersTest {
  @TempDir private Path folder;

  @Test
  void aFolderIsForItsOwnerAloneAndGoneWithAllItHoldsWhenClosed() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "not ours to delete");
    WorkFolder work = folders().create(new AccountId(1), "run-5");
    Files.createDirectories(work.path().resolve("a/b"));
    Files.createSymbolicLink(work.path().resolve("a/link"), folder);

    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(work.path())));
    work.close();

    assertFalse(Files.exists(work.path()));
    assertTrue(Files.exists(kept));
  }

  @Test
  void whatDbtMadeReadOnlyIsDeletedToo() throws IOException {
    WorkFolder work = folders().create(new AccountId(1), "run-5");
    Path shut = Files.createDirectory(work.path().resolve("shut"));
    Files.createFile(shut.resolve("file"));
    Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));

    work.close();
    work.close();

    assertFalse(Files.exists(work.path()));
  }

  @Test
  void aFolderIsNeverGivenTwice() {
    folders().create(new AccountId(1), "run-5");

    PortFailure failure = assertThrows(PortFailure.class, () -> folders().create(new AccountId(1), "run-5"));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
  }

  @Test
  void theFolderOfAnAccountsFilesIsForTheServiceAlone() throws IOException {
    Path files = folders().warehouseFiles(new AccountId(1));

    assertEquals(files, folders().warehouseFiles(new AccountId(1)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files)));
  }

  @Test
  void aFileIsRenamedAndOneThatALinkLeadsToIsNot() throws IOException {
    Path target = Files.createDirectory(folders().create(new AccountId(1), "run-5").path().resolve("target"));
    Path file = Files.writeString(target.resolve("run_results.json"), "own");

    folders().rename(file, "run_results.1.json");

    assertEquals("own", Files.readString(target.resolve("run_results.1.json")));
    assertFalse(Files.exists(file));
    Path others = Files.createDirectories(folder.resolve("work/2/run-6/target"));
    Path foreign = Files.writeString(others.resolve("run_results.json"), "of others");
    Files.delete(target.resolve("run_results.1.json"));
    Files.delete(target);
    Files.createSymbolicLink(target, others);
    assertThrows(PortFailure.class, () -> folders().rename(file, "run_results.1.json"));
    assertTrue(Files.exists(foreign));
  }

  @Test
  void leftoversOfAnEarlierProcessAreDeletedAndWarehouseFilesAreNot() throws IOException {
    Path left = folders().create(new AccountId(1), "run-5").path();
    Path database = Files.writeString(folders().warehouseFiles(new AccountId(1)).resolve("shop.duckdb"), "data");

    folders().deleteLeftovers();

    assertFalse(Files.exists(left));
    assertTrue(Files.exists(database));
  }

  private LocalWorkFolders folders() {
    return new LocalWorkFolders(folder.resolve("work"), folder.resolve("warehouses"), () -> "00000000-0000-4000-8000-000000000001");
  }
}
