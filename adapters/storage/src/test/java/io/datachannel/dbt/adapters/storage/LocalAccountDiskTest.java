package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.storage.WorkFolders.WorkFolder;
import io.datachannel.dbt.domain.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAccountDiskTest {
  private static final AccountId ACCOUNT = new AccountId(1);
  private static final AccountId OTHER = new AccountId(2);
  private static final int MEGABYTE = 1024 * 1024;

  @TempDir
  Path root;

  private LocalWorkFolders folders;
  private LocalAccountDisk disk;

  @BeforeEach
  void make() {
    folders = new LocalWorkFolders(root.resolve("work"), root.resolve("warehouses"), () -> "1");
    disk = new LocalAccountDisk(folders);
  }

  @Test
  void workAndFileWarehousesOfAnAccountAreAddedUp() throws IOException {
    long empty = disk.bytesOf(ACCOUNT, List.of());
    try (WorkFolder run = folders.create(ACCOUNT, "run")) {
      Files.write(Files.createDirectories(run.path().resolve("target/deep")).resolve("file"), new byte[3 * MEGABYTE]);
      Files.write(folders.warehouseFiles(ACCOUNT).resolve("shop.duckdb"), new byte[2 * MEGABYTE]);
      long taken = disk.bytesOf(ACCOUNT, List.of()) - empty;
      assertTrue(taken >= 5 * MEGABYTE && taken < 6 * MEGABYTE, Long.toString(taken));
      assertEquals(empty, disk.bytesOf(OTHER, List.of()));
    }
    assertTrue(disk.bytesOf(ACCOUNT, List.of()) - empty < 3 * MEGABYTE, "The folder of the run is gone.");
  }

  @Test
  void otherFoldersOfItsCodeCountAndAreFineWhenTheyAreGone() throws IOException {
    Path kept = Files.createDirectories(root.resolve("runner/parsed/1"));
    Files.write(kept.resolve("large"), new byte[2 * MEGABYTE]);

    long besides = disk.bytesOf(ACCOUNT, List.of(kept, root.resolve("runner/parsed/2"))) - disk.bytesOf(ACCOUNT, List.of());

    assertTrue(besides >= 2 * MEGABYTE && besides < 3 * MEGABYTE, Long.toString(besides));
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path large = Files.write(root.resolve("large"), new byte[2 * MEGABYTE]);
    Files.createSymbolicLink(folders.warehouseFiles(ACCOUNT).resolve("link"), large);
    Files.createSymbolicLink(folders.warehouseFiles(ACCOUNT).resolve("folder"), root);
    assertTrue(disk.bytesOf(ACCOUNT, List.of()) < MEGABYTE);
  }

  @Test
  void emptyFilesCount() throws IOException {
    long empty = disk.bytesOf(ACCOUNT, List.of());
    for (int number = 0; number < 100; number++) {
      Files.createFile(folders.warehouseFiles(ACCOUNT).resolve("empty" + number));
    }
    assertTrue(disk.bytesOf(ACCOUNT, List.of()) - empty >= 50_000);
  }

  /** Each folder is made below the one before, so that the whole path is longer than the system takes. */
  @Test
  void whatIsNestedTooDeepToBeSeenIsMoreThanThereCanBe() {
    Path inside = folders.warehouseFiles(ACCOUNT);
    try (Processes processes = new Processes(Programs.ofService())) {
      run(processes, inside, "python3", "-I", "-c", "import os\nfor n in range(25): os.mkdir('d' * 200); os.chdir('d' * 200)");
      assertEquals(Long.MAX_VALUE, disk.bytesOf(ACCOUNT, List.of()));
      run(processes, root, "rm", "-rf", inside.toString());
    }
  }

  private static void run(Processes processes, Path folder, String... argv) {
    Finish finish = processes.run(new Command(List.of(argv), folder, Map.of("PATH", "/usr/bin:/bin")), Duration.ofSeconds(60));
    assertTrue(finish instanceof Finish.Finished finished && finished.succeeded(), finish::output);
  }
}
