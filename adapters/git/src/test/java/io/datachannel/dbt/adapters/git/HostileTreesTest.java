package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that were made to harm whoever checks them out. */
class HostileTreesTest {
  @TempDir private Path folder;
  private CheckoutRig rig;
  private TestRepository shop;

  @BeforeEach
  void aRepository() throws Exception {
    rig = CheckoutRig.in(folder);
    shop = TestRepository.in(rig.served().resolve("shop"));
    shop.commit("dbt_project.yml", "name: shop\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "./evil", ".git/hooks/post-checkout", "a/.GIT/config", "a\\b", "a/..\\evil"})
  void aNameThatLeavesTheFolderOrThatGitReservesIsRefused(String path) throws Exception {
    shop.commitUnchecked(path, FileMode.REGULAR_FILE, "evil");

    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      for (String url : List.of(shop.fileUrl(), server.url("shop"))) {
        Failure failure = rig.failure(url);
        assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, failure.code(), failure.toString());
      }
    }
    assertEquals(List.of(), rig.checkoutFiles());
  }

  @Test
  void aNameLongerThanAFileSystemTakesIsRefused() throws Exception {
    shop.commitUnchecked("ü".repeat(128), FileMode.REGULAR_FILE, "");

    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, rig.failure(shop.fileUrl()).code());
  }

  @Test
  void foldersThatDifferByCaseAloneAreRefused() throws Exception {
    shop.commit("models/orders.sql", "select 1");
    shop.commitEntry("Models/customers.sql", FileMode.REGULAR_FILE, "select 2");

    Failure failure = rig.failure(shop.fileUrl());

    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, failure.code());
    assertTrue(failure.message().contains("'models'"), failure.message());
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void foldersWithoutEndAreTooLarge() throws Exception {
    shop.commitFoldersOfFolders(10, 12);

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, rig.failure(shop.fileUrl()).code());
  }

  @Test
  void submodulesWithoutEndAreTooLarge() throws Exception {
    shop.commitEntry("vendor/one", FileMode.GITLINK, "");
    shop.commitEntry("vendor/two", FileMode.GITLINK, "");

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, rig.limitedTo(10_000, 2).failure(shop.fileUrl()).code());
  }

  @Test
  void asManyFilesAndBytesAsAllowedAreWritten() throws Exception {
    int taken = "name: shop\n".length();
    shop.commit("seeds/one.csv", "x".repeat(50 - taken));

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, rig.limitedTo(49, 2).failure(shop.fileUrl()).code());
    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, rig.limitedTo(50, 1).failure(shop.fileUrl()).code());
    assertTrue(Files.exists(rig.limitedTo(50, 2).checkedOut(shop.fileUrl()).folder().resolve("seeds/one.csv")));
  }

  @Test
  void attributesChangeNothing() throws Exception {
    shop.commitEntry(".gitattributes", FileMode.REGULAR_FILE, "*.sql eol=crlf ident filter=evil\n");
    shop.commitEntry("models/orders.sql", FileMode.EXECUTABLE_FILE, "-- $Id$\nselect 1\n");

    Path file = rig.checkedOut(shop.fileUrl()).folder().resolve("models/orders.sql");

    assertEquals("-- $Id$\nselect 1\n", Files.readString(file));
    assertTrue(Files.isExecutable(file));
  }
}
