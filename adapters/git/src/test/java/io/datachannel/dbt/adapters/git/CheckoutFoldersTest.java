package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.application.git.GitCheckouts.Packages;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of checkouts that are shared, changed, broken off or not used any more. */
class CheckoutFoldersTest {
  private static final RepositoryUrl SHOP = RepositoryUrl.of("https://git.example/acme/shop.git");
  private static final Owner OWNER = new Owner(new AccountId(1), "shop", "1.11");
  private static final Packages PACKAGES = new Packages(Optional.of("abc"), "dbt_packages", "package-lock.yml");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final AtomicInteger written = new AtomicInteger();
  @TempDir private Path root;

  @Test
  void nothingInACheckoutCanBeWrittenTo() throws IOException {
    try (Checkout checkout = made(folders(), "a"); Stream<Path> all = Files.walk(checkout.folder())) {
      List<String> writable = all.filter(CheckoutFoldersTest::hasWriteBits).map(Path::toString).toList();
      assertEquals(List.of(), writable);
    }
  }

  @Test
  void packagesCannotBeWrittenToOnceTheyAreInstalled() throws IOException {
    try (Checkout checkout = made(folders(), "a"); Stream<Path> all = Files.walk(checkout.install(PACKAGES, this::installer))) {
      assertEquals(List.of(), all.filter(CheckoutFoldersTest::hasWriteBits).map(Path::toString).toList());
    }
  }

  @Test
  void fourAtOnceAreGivenOneCheckoutThatIsWrittenOnce() throws Exception {
    CheckoutFolders folders = folders();
    CountDownLatch together = new CountDownLatch(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<CompletableFuture<Checkout>> all = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
        together.countDown();
        awaitQuietly(together);
        return made(folders, "a");
      }, threads)).toList();

      assertEquals(1, all.stream().map(one -> one.join().folder()).distinct().count());
    }
    assertEquals(1, written.get());
  }

  @Test
  void aCheckoutIsKeptOverARestart() throws IOException {
    Path before = closed(made(folders(), "a"));

    assertEquals(before, closed(made(folders(), "a")));
    assertEquals(1, written.get());
  }

  @Test
  void packagesAreKeptOverARestart() throws IOException {
    try (Checkout checkout = made(folders(), "a")) {
      checkout.install(PACKAGES, this::installer);
    }
    try (Checkout later = made(folders(), "a")) {
      assertEquals(List.of("seeds/kept-elsewhere.csv"), later.pointers());
      assertEquals("macro", Files.readString(later.withPackages().orElseThrow().resolve("dbt_packages/utils/macro.sql")));
    }
  }

  @Test
  void whatARunLeftBehindIsNotThereForTheNextOne() throws IOException {
    CheckoutFolders folders = folders();
    Checkout spoilt = made(folders, "a");
    changed(spoilt.folder().resolve("left-behind.db"), "rows");
    spoilt.close();

    try (Checkout next = made(folders, "a")) {
      assertNotEquals(spoilt.folder(), next.folder());
      assertFalse(Files.exists(next.folder().resolve("left-behind.db")));
    }
  }

  @Test
  void aFileThatARunChangedIsThereAsItWasForTheNextOne() throws IOException {
    CheckoutFolders folders = folders();
    Checkout spoilt = made(folders, "a");
    changed(spoilt.folder().resolve("models/orders.sql"), "drop table orders");
    spoilt.close();

    try (Checkout next = made(folders, "a")) {
      assertEquals("select 1", Files.readString(next.folder().resolve("models/orders.sql")));
    }
  }

  @Test
  void aPackageThatARunChangedIsNotGivenToAnotherCommit() throws IOException {
    CheckoutFolders folders = folders();
    Checkout spoilt = made(folders, "a");
    changed(spoilt.install(PACKAGES, this::installer).resolve("dbt_packages/utils/macro.sql"), "changed");
    spoilt.close();

    try (Checkout next = made(folders, "b")) {
      assertEquals("macro", Files.readString(next.install(PACKAGES, this::installer).resolve("dbt_packages/utils/macro.sql")));
    }
  }

  @Test
  void whoStillWorksInAChangedCheckoutKeepsIt() throws IOException {
    CheckoutFolders folders = folders();
    Checkout one = made(folders, "a");
    Checkout other = made(folders, "a");
    changed(one.folder().resolve("left-behind.db"), "rows");
    one.close();
    closed(made(folders, "a"));
    folders.removeUnused();

    assertTrue(Files.exists(other.folder().resolve("dbt_project.yml")));

    closed(other);
    assertAwaited(() -> !Files.exists(other.folder()), folders);
  }

  @Test
  void aCheckoutThatLostAFileOrItsMarkerIsMadeAnew() throws IOException {
    CheckoutFolders folders = folders();
    for (String lost : List.of("files/models/orders.sql", "whole")) {
      Path before = closed(made(folders, "a"));
      writable(before.resolve("models"));
      Files.delete(before.resolveSibling(lost));

      try (Checkout next = made(folders, "a")) {
        assertEquals("select 1", Files.readString(next.folder().resolve("models/orders.sql")));
      }
    }
  }

  @Test
  void whatWasChangedWhileTheServiceWasDownIsMadeAnew() throws IOException {
    Path before = closed(made(folders(), "a"));
    changed(before.resolve("models/orders.sql"), "select 9");

    try (Checkout next = made(folders(), "a")) {
      assertEquals("select 1", Files.readString(next.folder().resolve("models/orders.sql")));
    }
  }

  @Test
  void whatACrashLeftBehindIsDeletedAndNeverUsed() throws IOException {
    Path whole = closed(made(folders(), "a"));
    Path project = whole.getParent().getParent();
    Files.createDirectories(project.resolve("b-0123.7.part/files"));
    Files.createDirectories(project.resolve("b-0123.8/files"));

    folders().removeUnused();

    try (Stream<Path> left = Files.list(project)) {
      assertEquals(List.of(whole.getParent()), left.toList());
    }
  }

  @Test
  void aWriterThatFailsLeavesNothing() throws IOException {
    CheckoutFolders folders = folders();
    assertThrows(IOException.class, () -> folders.findOrMake(OWNER, SHOP, "a", folder -> {
      Files.writeString(folder.resolve("half.sql"), "select");
      throw new IOException("disk full");
    }));

    try (Stream<Path> left = Files.walk(root)) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void theNewestOfAProjectStaysAndOlderOnesGoAnHourAfterTheirLastUse() throws IOException {
    CheckoutFolders folders = folders();
    Path old = closed(made(folders, "a"));
    clock.advance(Duration.ofMinutes(30));
    Path newest = closed(made(folders, "b"));
    folders.removeUnused();
    assertTrue(Files.exists(old));

    clock.advance(Duration.ofMinutes(31));
    assertAwaited(() -> !Files.exists(old), folders);
    clock.advance(Duration.ofDays(9));
    folders.removeUnused();

    assertTrue(Files.exists(newest));
  }

  @Test
  void aProjectKeepsSoManyAtMost() throws IOException {
    CheckoutFolders folders = folders();
    Path first = closed(made(folders, "a"));
    for (String commit : List.of("b", "c", "d")) {
      clock.advance(Duration.ofSeconds(1));
      closed(made(folders, commit));
    }

    assertAwaited(() -> !Files.exists(first), folders);
    assertEquals(3, checkouts());
  }

  @Test
  void beyondTheBytesOfAllProjectsTheOneUsedLongestAgoGoes() throws IOException {
    CheckoutFolders folders = new CheckoutFolders(root, new CheckoutBounds(Duration.ofHours(1), 3, 50), clock);
    Path first = closed(folders.findOrMake(OWNER, SHOP, "a", this::write));
    clock.advance(Duration.ofSeconds(1));
    Path second = closed(folders.findOrMake(new Owner(OWNER.account(), "other", ""), SHOP, "a", this::write));
    clock.advance(Duration.ofSeconds(1));
    Path third = closed(folders.findOrMake(new Owner(new AccountId(2), "third", ""), SHOP, "a", this::write));

    assertAwaited(() -> !Files.exists(first), folders);
    assertTrue(Files.exists(second) && Files.exists(third));
  }

  @Test
  void whatIsInUseIsNeverRemoved() throws IOException {
    CheckoutFolders folders = new CheckoutFolders(root, new CheckoutBounds(Duration.ZERO, 0, 0), clock);
    try (Checkout used = folders.findOrMake(OWNER, SHOP, "a", this::write)) {
      folders.removeUnused();
      folders.forget(OWNER.account(), OWNER.project());
      folders.removeUnused();

      assertTrue(Files.exists(used.folder().resolve("dbt_project.yml")));
    }
    assertAwaited(() -> checkouts() == 0, folders);
  }

  @Test
  void packagesThatAreLinksIntoTheCheckoutAreNotGivenToAnotherCommit() throws IOException {
    CheckoutFolders folders = folders();
    try (Checkout checkout = made(folders, "a")) {
      checkout.install(PACKAGES, folder -> quietly(() -> {
        Files.createDirectories(folder.resolve("dbt_packages"));
        Files.createSymbolicLink(folder.resolve("dbt_packages/utils"), folder.resolve("models"));
      }));
    }
    try (Checkout later = made(folders, "b")) {
      Path folder = later.install(PACKAGES, this::installer);
      assertEquals("macro", Files.readString(folder.resolve("dbt_packages/utils/macro.sql")));
    }
  }

  private CheckoutFolders folders() {
    return new CheckoutFolders(root, new CheckoutBounds(Duration.ofHours(1), 3, Long.MAX_VALUE), clock);
  }

  private Checkout made(CheckoutFolders folders, String commit) {
    try {
      return folders.findOrMake(OWNER, SHOP, commit, this::write);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private LeftOut write(Path folder) throws IOException {
    written.incrementAndGet();
    Files.writeString(folder.resolve("dbt_project.yml"), "name: shop");
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(folder.resolve("models/orders.sql"), "select 1");
    return new LeftOut(List.of(), List.of("seeds/kept-elsewhere.csv"));
  }

  private void installer(Path folder) {
    quietly(() -> {
      Files.createDirectories(folder.resolve("dbt_packages/utils"));
      Files.writeString(folder.resolve("dbt_packages/utils/macro.sql"), "macro");
      Files.writeString(folder.resolve("package-lock.yml"), "utils: 1.0.0");
    });
  }

  private static Path closed(Checkout checkout) {
    checkout.close();
    return checkout.folder();
  }

  /** As root does, who is not held up by read-only folders, or a run that takes the trouble. */
  private static void changed(Path file, String content) throws IOException {
    writable(file.getParent());
    if (Files.exists(file)) {
      writable(file);
    }
    Files.writeString(file, content);
  }

  private static void writable(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
  }

  private static boolean hasWriteBits(Path path) {
    try {
      return Files.getPosixFilePermissions(path).stream().anyMatch(bit -> bit.name().endsWith("_WRITE"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private long checkouts() {
    try (Stream<Path> all = Files.walk(root, 3)) {
      return all.filter(path -> root.relativize(path).getNameCount() == 3).count();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whether a run changed something is looked at beside its end; until then a checkout is not removed. */
  private static void assertAwaited(BooleanSupplier removed, CheckoutFolders folders) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!removed.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it was not removed");
      folders.removeUnused();
    }
  }

  private interface Work {
    void work() throws IOException;
  }

  private static void quietly(Work work) {
    try {
      work.work();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
