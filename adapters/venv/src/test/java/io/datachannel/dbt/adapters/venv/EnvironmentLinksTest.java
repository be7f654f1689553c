package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths of more than 4096 bytes cannot be deleted by their names, whoever asks. */
class EnvironmentLinksTest {
  private static final Path LONG = Path.of(String.join("/", Collections.nCopies(14, "x".repeat(200))));

  @TempDir
  Path root;

  private EnvironmentLinks links;
  private Path store;

  @BeforeEach
  void leaveSomethingThatCannotBeDeleted() throws IOException {
    links = new EnvironmentLinks(root);
    store = root.resolve("shared/account-1");
    Path half = root.resolve("shared/account-1/left/half");
    Files.createDirectories(half.resolve(LONG));
    Files.createDirectories(store.resolve("left").resolve(LONG));
    Files.move(half, store.resolve("left").resolve(LONG).resolve("half"));
  }

  @AfterEach
  void makeItsPathsShort() throws IOException {
    Path left = Folders.children(store).getFirst().resolve("left");
    Files.move(left.resolve(LONG).resolve("half"), root.resolve("half"));
  }

  @Test
  void whatCannotBeDeletedOfOneAccountHoldsUpNoOther() throws IOException {
    Path unused = Files.createDirectories(root.resolve("shared/account-2/unused/bin"));

    links.collect();
    links.collect();

    assertEquals(List.of(), Folders.children(unused.getParent().getParent()));
    assertTrue(Files.exists(Folders.children(store).getFirst().resolve("left")));
  }
}
