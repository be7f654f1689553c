package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mirrors that a crash, a full disk or another checkout got at. */
class MirrorsTest {
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
  @ValueSource(strings = {".*\\.pack", ".*\\.idx", ".*\\.(pack|idx)", ".*/config", ".*/HEAD", ".*/shallow", ".*/refs/heads/main"})
  void whateverIsBrokenInAMirrorTheNextCheckoutWorks(String broken) throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      rig.checkedOut(server.url("shop"));
      spoil(broken);
      assertEquals("name: shop\n", content(rig.checkedOut(server.url("shop")), "dbt_project.yml"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".*\\.pack", ".*\\.idx", ".*\\.(pack|idx)", ".*/config", ".*/HEAD", ".*/shallow", ".*/refs/heads/main"})
  void whateverIsBrokenInAMirrorANewCommitIsFetched(String broken) throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      rig.checkedOut(server.url("shop"));
      spoil(broken);
      shop.commit("models/late.sql", "select 2");

      Checkout checkout = rig.checkedOut(server.url("shop"));

      assertEquals("select 2", content(checkout, "models/late.sql"));
      assertEquals("name: shop\n", content(checkout, "dbt_project.yml"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".*/config", ".*/HEAD"})
  void aMirrorThatWasHalfMadeIsMadeAnew(String missing) throws Exception {
    rig.checkedOut(shop.fileUrl());
    for (Path file : rig.mirrorFiles(missing)) {
      Files.delete(file);
    }

    rig.checkedOut(shop.fileUrl());

    String config = Files.readString(rig.mirrorFiles(".*/config").getFirst());
    assertTrue(config.contains("followRedirects = false") && config.contains("autoDetach = false"), config);
  }

  @Test
  void aRewrittenBranchIsFollowed() throws Exception {
    rig.checkedOut(shop.fileUrl());
    shop.commitUnchecked("other.sql", FileMode.REGULAR_FILE, "select 3");

    assertEquals("select 3", content(rig.checkedOut(shop.fileUrl()), "other.sql"));
  }

  @Test
  void checkoutsAtOnceShareOneMirrorAndAllWork() throws Exception {
    CountDownLatch together = new CountDownLatch(4);
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty());
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<CompletableFuture<Checkout>> all = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
        together.countDown();
        awaitQuietly(together);
        return rig.checkedOut(server.url("shop"));
      }, threads)).toList();

      for (CompletableFuture<Checkout> one : all) {
        assertEquals("name: shop\n", content(one.join(), "dbt_project.yml"));
      }
    }
    assertEquals(1, rig.mirrorFiles(".*/HEAD").size());
    assertEquals(1, rig.mirrorFiles(".*\\.pack").size());
  }

  @Test
  void aMirrorDoesNotGrowByAPackForEachCommit() throws Exception {
    for (int i = 0; i < 60; i++) {
      shop.commit("dbt_project.yml", "name: shop" + i + "\n");
      rig.checkedOut(shop.fileUrl());
    }

    int packs = rig.mirrorFiles(".*\\.pack").size();
    assertTrue(packs < 55, packs + " packs");
  }

  @Test
  void accountsDoNotShareAMirror() throws Exception {
    rig.checkedOut(shop.fileUrl());
    rig.ofAccount(2).checkedOut(shop.fileUrl());

    assertEquals(1, rig.mirrorFiles(".*/HEAD").size());
    assertEquals(1, rig.ofAccount(2).mirrorFiles(".*/HEAD").size());
  }

  private void spoil(String pattern) throws Exception {
    List<Path> files = rig.mirrorFiles(pattern);
    assertTrue(!files.isEmpty(), "the mirror holds nothing like " + pattern);
    for (Path file : files) {
      assertTrue(file.toFile().setWritable(true));
      Files.writeString(file, "broken");
    }
  }

  private static String content(Checkout checkout, String path) throws Exception {
    return Files.readString(checkout.folder().resolve(path));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
