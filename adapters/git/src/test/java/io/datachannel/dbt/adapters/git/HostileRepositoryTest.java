package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRepositoryTest {
  @TempDir private Path folder;
  private CheckoutFixture git;
  private TestRepository shop;

  @BeforeEach
  void aRepository() throws Exception {
    git = new CheckoutFixture(folder);
    shop = TestRepository.in(folder.resolve("served/shop"));
    shop.commit("dbt_project.yml", "name: shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", ".git", ".GIT", "git~1", ".g\u200cit", "../../outside", "a/b", "/etc/x", "back\\slash"})
  void aNameThatLeavesTheCheckoutIsRefusedAtTheFetchAndAgainAtTheWriting(String name) throws Exception {
    ObjectId commit = shop.commitTree(tree -> tree.append(name, FileMode.REGULAR_FILE, "evil"));

    Failure failure = git.failure(shop.fileUrl(), CheckoutFixture.PUBLIC);
    StepFailure written = assertThrows(StepFailure.class, () -> write(commit));

    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, failure.code(), failure.toString());
    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, written.failure().code());
    try (Stream<Path> files = Files.walk(folder)) {
      assertTrue(files.noneMatch(file -> file.endsWith("outside") || file.endsWith("x")));
    }
  }

  @Test
  void namesThatOneFileSystemTakesForTheSameAreRefused() throws Exception {
    assertRefused(shop.commitTree(tree -> tree
        .append("Models", FileMode.TREE, "a.sql").append("models", FileMode.TREE, "b.sql")));
    assertRefused(shop.commitTree(tree -> tree
        .append("caf\u00e9", FileMode.REGULAR_FILE, "a").append("cafe\u0301", FileMode.REGULAR_FILE, "b")));
    assertRefused(shop.commitTree(tree -> tree
        .append("same", FileMode.REGULAR_FILE, "a").append("same", FileMode.REGULAR_FILE, "b")));
  }

  @Test
  void aNameThatNoFileSystemTakesIsRefused() throws Exception {
    assertRefused(shop.commitTree(tree -> tree.append("x".repeat(256), FileMode.REGULAR_FILE, "a")));
  }

  @Test
  void foldersAndSubmodulesWithoutEndAreTooMany() throws Exception {
    ObjectId commit = shop.commitTree(tree -> {
      for (int i = 0; i < 200; i++) {
        tree.append("folder%03d".formatted(i), FileMode.TREE, "");
      }
      return tree;
    });
    ObjectId links = shop.commitTree(tree -> {
      for (int i = 0; i < 200; i++) {
        tree.append("module%03d".formatted(i), FileMode.GITLINK, "");
      }
      return tree;
    });

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, assertThrows(StepFailure.class, () -> write(commit)).failure().code());
    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, assertThrows(StepFailure.class, () -> write(links)).failure().code());
  }

  @Test
  void whatIsLeftOutIsToldInAFewSentences() throws Exception {
    shop.commitTree(tree -> {
      for (int i = 0; i < 50; i++) {
        tree.append("module\n%03d".formatted(i), FileMode.GITLINK, "");
      }
      return tree;
    });

    Checkout checkout = git.checkedOut(shop.fileUrl());

    assertEquals(21, checkout.warnings().size());
    assertTrue(checkout.warnings().getFirst().contains("'module?000'"), checkout.warnings().getFirst());
    assertTrue(checkout.warnings().getLast().contains("30 more"), checkout.warnings().getLast());
  }

  @Test
  void filtersHooksAndLineEndsOfTheRepositoryDoNothing() throws Exception {
    shop.commit(".gitattributes", "* text eol=crlf filter=evil\n");
    shop.commit("models/a.sql", "select 1\n");

    Checkout checkout = git.checkedOut(shop.fileUrl());

    assertEquals("select 1\n", Files.readString(checkout.folder().resolve("models/a.sql")));
  }

  @Test
  void theRightToExecuteIsKept() throws Exception {
    shop.commitTree(tree -> tree
        .append("plain.sh", FileMode.REGULAR_FILE, "echo").append("tool.sh", FileMode.EXECUTABLE_FILE, "echo"));

    Checkout checkout = git.checkedOut(shop.fileUrl());

    assertFalse(Files.getPosixFilePermissions(checkout.folder().resolve("plain.sh")).toString().contains("EXECUTE"));
    assertTrue(Files.isExecutable(checkout.folder().resolve("tool.sh")));
  }

  private void assertRefused(ObjectId commit) {
    StepFailure refused = assertThrows(StepFailure.class, () -> write(commit));
    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, refused.failure().code());
  }

  /** Without the fetch, which refuses some of this already. */
  private void write(ObjectId commit) throws Exception {
    Path target = Files.createTempDirectory(folder, "written");
    try (Git repository = Git.open(folder.resolve("served/shop").toFile())) {
      new WriteTree(repository.getRepository(), new GitLimits(10_000, 100), target).write(commit);
    }
  }
}
