package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkouts into which code of their project has put what is hard to delete. */
class UndeletableCheckoutsTest {
  private static final RepositoryUrl SHOP = RepositoryUrl.of("https://git.example/acme/shop.git");

  /** Of a folder in which others are. */
  private static final String NAME = "d".repeat(22);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  @TempDir private Path root;

  /** Folders in more folders than anyone goes into, by a path longer than there can be: not even root deletes them here. */
  @Test
  void whatCannotBeDeletedHoldsUpNoOtherProjectAndNotItsOwn() throws IOException {
    CheckoutFolders folders = folders();
    List<Path> unused = new ArrayList<>();
    try {
      for (String project : List.of("one", "other")) {
        Owner owner = new Owner(new AccountId(1), project, "");
        Path old = closed(folders.findOrMake(owner, SHOP, "a", UndeletableCheckoutsTest::write)).getParent();
        unused.add(old);
        deepIn(old, 150);
        clock.advance(Duration.ofSeconds(1));
        closed(folders.findOrMake(owner, SHOP, "b", UndeletableCheckoutsTest::write));
      }
      clock.advance(Duration.ofHours(2));

      // Without its marker nobody is given it any more.
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (unused.stream().anyMatch(old -> Files.exists(old.resolve("whole")))) {
        assertTrue(System.nanoTime() < end, "A project was passed over.");
        folders.removeUnused();
      }

      CheckoutFolders restarted = folders();
      restarted.removeUnused();
      for (String project : List.of("one", "other")) {
        try (Checkout next = restarted.findOrMake(new Owner(new AccountId(1), project, ""), SHOP, "a", UndeletableCheckoutsTest::write)) {
          assertTrue(Files.exists(next.folder().resolve("dbt_project.yml")));
        }
      }
    } finally {
      for (Path old : unused) {
        // So that the test's own folder can be deleted.
        Files.move(bottom(old, 150).resolve(NAME), root.resolve("lower-" + old.getParent().getFileName()));
      }
    }
  }

  @Test
  void whatHasALongerPathThanThereCanBeIsDeleted() throws IOException {
    Path left = Files.createDirectories(root.resolve("1/shop/b-0123.7.part"));
    deepIn(left, 100);

    folders().removeUnused();

    assertFalse(Files.exists(left));
  }

  /** A folder of which a project's own code took all rights. */
  @Test
  void aFolderThatIsClosedToEveryoneIsDeleted() throws IOException {
    Path left = Files.createDirectories(root.resolve("1/shop/b-0123.7.part/packages/x"));
    Files.writeString(left.resolve("macro.sql"), "macro");
    Files.setPosixFilePermissions(left, Set.of());

    folders().removeUnused();

    assertFalse(Files.exists(left.getParent().getParent()));
  }

  /** Twice as many folders as are said, since one path could not name them all. */
  private void deepIn(Path folder, int half) throws IOException {
    Path other = Files.createTempDirectory(root, "lower");
    Path lower = bottom(other, 1);
    Files.createDirectories(bottom(lower, half - 1));
    Files.move(lower, Files.createDirectories(bottom(folder, half)).resolve(NAME));
    Files.delete(other);
  }

  private static Path bottom(Path folder, int deep) {
    return folder.resolve((NAME + "/").repeat(deep));
  }

  private CheckoutFolders folders() {
    return new CheckoutFolders(root, new CheckoutBounds(Duration.ofHours(1), 3, Long.MAX_VALUE), clock);
  }

  private static Path closed(Checkout checkout) {
    checkout.close();
    return checkout.folder();
  }

  private static LeftOut write(Path folder) throws IOException {
    Files.writeString(folder.resolve("dbt_project.yml"), "name: shop");
    return new LeftOut(List.of(), List.of());
  }
}
