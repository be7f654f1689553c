package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What crashes and full disks leave in a mirror must not stop, and above all not age, a checkout. */
class MirrorTest {
  @TempDir private Path folder;
  private CheckoutFixture git;
  private TestRepository shop;

  @BeforeEach
  void aMirroredRepository() throws Exception {
    git = new CheckoutFixture(folder);
    shop = TestRepository.in(folder.resolve("served/shop"));
    shop.commit("dbt_project.yml", "name: shop");
    git.checkedOut(shop.fileUrl());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "config", "shallow", ".*\\.pack", ".*\\.idx", "refs/wanted/.*"})
  void aFileOfItMayBeBroken(String name) throws Exception {
    Path broken = fileOfMirror(name);
    broken.toFile().setWritable(true);
    Files.writeString(broken, "]broken");

    assertTheNewestCommitIsCheckedOut();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "config", "shallow", ".*\\.pack", ".*\\.idx"})
  void aFileOfItMayBeEmptyOrGone(String name) throws Exception {
    Path broken = fileOfMirror(name);
    broken.toFile().setWritable(true);
    Files.writeString(broken, "");
    assertTheNewestCommitIsCheckedOut();

    Files.delete(fileOfMirror(name));
    assertTheNewestCommitIsCheckedOut();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "config", "shallow", "refs/wanted/.*"})
  void aLockOfADeadProcessMayBeLeft(String name) throws Exception {
    Path locked = fileOfMirror(name);
    Files.createFile(locked.resolveSibling(locked.getFileName() + ".lock"));

    assertTheNewestCommitIsCheckedOut();
  }

  @Test
  void itNeverGrowsWithoutBound() throws Exception {
    Path packs = fileOfMirror(".*\\.pack").getParent();
    for (int i = 0; i < 60; i++) {
      Files.createFile(packs.resolve("pack-" + "%040d".formatted(i) + ".pack"));
    }

    assertTheNewestCommitIsCheckedOut();
    try (Stream<Path> files = Files.walk(folder.resolve("mirrors"))) {
      assertEquals(1, files.filter(file -> file.toString().endsWith(".pack")).count());
    }
  }

  @Test
  void itIsForTheServiceAlone() throws Exception {
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("mirrors/1"))));
  }

  @Test
  void itHoldsOnlyTheCommitsThatWereCheckedOut() throws Exception {
    shop.commit("a.sql", "select 1");
    shop.commit("b.sql", "select 2");
    git.checkedOut(shop.fileUrl());

    assertEquals(2, Files.readAllLines(fileOfMirror("shallow")).size());
  }

  private void assertTheNewestCommitIsCheckedOut() throws Exception {
    String commit = shop.commit("models/late.sql", "select " + System.nanoTime());

    var checkout = git.checkedOut(shop.fileUrl());

    assertEquals(commit, checkout.commit());
    assertTrue(Files.exists(checkout.folder().resolve("models/late.sql")));
  }

  private Path fileOfMirror(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("mirrors"))) {
      List<Path> found = files.filter(Files::isRegularFile).filter(file -> file.toString().matches(".*\\.git/(" + name + ")")).toList();
      return found.getFirst();
    }
  }
}
