package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that were made to harm whoever checks them out. */
@Tag("fault-26")
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
  @ValueSource(strings = {"../evil", "a/../../evil", "./evil", ".git/hooks/post-checkout", "a/.GIT/config", "a\\b", "a/..\\evil",
      "git~1/config", "GIT~1/hooks/post-checkout", ".git./config", ".git /config", ".g\u200cit/config", ".gi\u200dt/hooks/pre-commit",
      "a\nb.sql", "a\r", "models/\u001b[31mred.sql"})
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

  /** 2,001 bytes in names that are short enough each. */
  @Test
  void aPathLongerThanTheSystemTakesIsRefused() throws Exception {
    shop.commitUnchecked("d/".repeat(999) + "abc", FileMode.REGULAR_FILE, "");

    Failure failure = rig.limitedTo(10_000, 5000).failure(shop.fileUrl());

    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, failure.code());
    assertTrue(failure.message().length() < 600, failure.message());
  }

  /** macOS does not tell a letter with its accent from a letter and an accent. */
  @Test
  void namesThatOneFileSystemTakesForTheSameAreRefused() throws Exception {
    shop.commitEntry("models/caf\u00e9.sql", FileMode.REGULAR_FILE, "select 1");
    shop.commitEntry("models/CAFE\u0301.sql", FileMode.REGULAR_FILE, "select 2");

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
  @Tag("fault-25")
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aMillionFilesAreTooMany() throws Exception {
    shop.commitSameFile(1000, 1000);

    Failure failure = rig.limitedTo(10_000_000, 500).failure(shop.fileUrl());

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, failure.code(), failure.toString());
    assertTrue(failure.message().contains("more than 500 files"), failure.message());
    assertEquals(List.of(), rig.checkoutFiles());
  }

  @Test
  @Tag("fault-25")
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void foldersWithoutEndAreTooLarge() throws Exception {
    shop.commitFoldersOfFolders(10, 12);

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, rig.failure(shop.fileUrl()).code());
  }

  /** They stay in memory with the checkout. */
  @Test
  @Tag("fault-25")
  void ofLinksAndSubmodulesWithoutEndTheFirstAreTold() throws Exception {
    shop.commitUnchecked("d".repeat(250) + "/" + "l".repeat(250), FileMode.SYMLINK, "target");
    try (Checkout checkout = rig.checkedOut(shop.fileUrl())) {
      assertTrue(checkout.warnings().getFirst().length() < 300, checkout.warnings().toString());
    }
    shop.commitSameLink(10, 90);

    try (Checkout checkout = rig.limitedTo(10_000, 1000).checkedOut(shop.fileUrl())) {
      assertEquals(21, checkout.warnings().size(), checkout.warnings().toString());
      assertTrue(checkout.warnings().getLast().contains("880 more"), checkout.warnings().getLast());
    }
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

  /** Also of files that dbt, uv and this service read by their names. */
  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../../../../../etc/passwd", "ANOTHER ACCOUNT", ".", "/proc/self/environ"})
  void noLinkIsThereToBeFollowed(String meant) throws Exception {
    Path secret = rig.ofAccount(2).checkedOut(shop.fileUrl()).folder().resolve("dbt_project.yml");
    String target = meant.replace("ANOTHER ACCOUNT", secret.toString());
    List<String> names =
        List.of("dbt_project.yml", "requirements.txt", "packages.yml", "package-lock.yml", "profiles.yml", "models/schema.yml", "seeds/rows.csv");
    TestRepository evil = TestRepository.in(rig.served().resolve("evil"));
    for (String name : names) {
      evil.commitEntry(name, FileMode.SYMLINK, target);
    }

    try (Checkout checkout = rig.checkedOut(evil.fileUrl())) {
      for (String name : names) {
        Path file = checkout.folder().resolve(name);
        assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), name);
        assertEquals(target, Files.readString(file));
        assertTrue(checkout.warnings().toString().contains("'" + name + "'"), checkout.warnings().toString());
      }
    }
  }

  /** A link to a folder, and beside it what would be written into that folder. */
  @Test
  void nothingIsWrittenThroughALink() throws Exception {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    shop.commitLinkWithEntryBelow("models", outside.toString(), "evil.sql", "select 1");

    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, rig.failure(shop.fileUrl()).code());

    try (Stream<Path> there = Files.list(outside)) {
      assertEquals(List.of(), there.toList());
    }
  }

  /** Git takes a folder with these files for a repository, and runs what its configuration names. */
  @ParameterizedTest
  @ValueSource(strings = {"", "models/"})
  void aRepositoryWithinTheRepositoryIsFilesAlone(String where) throws Exception {
    Path trace = folder.resolve("trace");
    shop.commitEntry(where + "HEAD", FileMode.REGULAR_FILE, "ref: refs/heads/main\n");
    shop.commitEntry(where + "config", FileMode.REGULAR_FILE, "[core]\n\tbare = true\n\tfsmonitor = touch " + trace + "\n\tsshCommand = touch "
        + trace + "\n\thooksPath = hooks\n[filter \"evil\"]\n\tsmudge = touch " + trace + "\n[url \"file:///\"]\n\tinsteadOf = https://\n");
    shop.commitEntry(where + "hooks/post-checkout", FileMode.EXECUTABLE_FILE, "#!/bin/sh\ntouch " + trace + "\n");
    shop.commitEntry(where + "objects/info/alternates", FileMode.REGULAR_FILE, "/etc\n");
    shop.commitEntry(where + "refs/heads/main", FileMode.REGULAR_FILE, "0123456789abcdef0123456789abcdef01234567\n");
    shop.commitEntry(".gitattributes", FileMode.REGULAR_FILE, "* filter=evil diff=evil merge=evil export-subst working-tree-encoding=UTF-16\n");

    try (Checkout checkout = rig.checkedOut(shop.fileUrl())) {
      assertTrue(Files.readString(checkout.folder().resolve(where + "config")).contains("fsmonitor"));
      assertFalse(Files.exists(trace));
    }
  }

  /** What the served repository itself is set up to do is not done when it is read as a folder of this machine. */
  @Test
  void hooksAndSettingsOfAServedFolderAreNotRun() throws Exception {
    Path trace = folder.resolve("trace");
    Path git = rig.served().resolve("shop/.git");
    Files.writeString(git.resolve("config"), "[core]\n\tfsmonitor = touch " + trace + "\n\thooksPath = hooks\n[uploadpack]\n\tpackObjectsHook = touch "
        + trace + "\n", StandardOpenOption.APPEND);
    for (String hook : List.of("post-checkout", "pre-upload-pack", "post-upload-pack", "reference-transaction")) {
      Files.createDirectories(git.resolve("hooks"));
      Files.writeString(git.resolve("hooks").resolve(hook), "#!/bin/sh\ntouch " + trace + "\n");
      assertTrue(git.resolve("hooks").resolve(hook).toFile().setExecutable(true));
    }

    rig.checkedOut(shop.fileUrl()).close();

    assertFalse(Files.exists(trace));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc", "ext::sh -c touch% trace", "--upload-pack=touch trace", "https://127.0.0.1:1/x.git"})
  void aSubmoduleIsNotAskedForWhereverItIs(String url) throws Exception {
    shop.commitEntry(".gitmodules", FileMode.REGULAR_FILE, "[submodule \"lib\"]\n\tpath = vendor/lib\n\turl = " + url + "\n\tupdate = !touch trace\n");
    shop.commitEntry("vendor/lib", FileMode.GITLINK, "");

    try (Checkout checkout = rig.checkedOut(shop.fileUrl())) {
      assertFalse(Files.exists(checkout.folder().resolve("vendor/lib")));
      assertEquals(1, checkout.warnings().size(), checkout.warnings().toString());
      assertTrue(checkout.warnings().getFirst().contains("vendor/lib"), checkout.warnings().toString());
    }
  }
}
