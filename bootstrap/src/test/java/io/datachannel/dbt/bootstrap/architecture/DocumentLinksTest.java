package io.datachannel.dbt.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages that people read lead somewhere, and every module says why it is as it is. */
class DocumentLinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

  @Test
  void noLinkIsDead() throws IOException {
    List<String> dead = new ArrayList<>();
    List<Path> pages = pages();
    for (Path page : pages) {
      Matcher links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        if (!links.group(1).contains("://") && !Files.exists(page.resolveSibling(links.group(1)))) {
          dead.add(SourceTree.ROOT.relativize(page) + ": " + links.group(1));
        }
      }
    }
    assertTrue(pages.size() > 10, "only " + pages);
    assertEquals(List.of(), dead);
  }

  @Test
  void nothingIsLeftToBeDetermined() throws IOException {
    List<Path> open = pages().stream().filter(page -> read(page).matches("(?s).*\\b(TBD|TODO|FIXME)\\b.*")).toList();

    assertEquals(List.of(), open);
  }

  @Test
  void everyModuleHasItsRationale() throws IOException {
    List<String> without = SourceTree.files(SourceTree.ROOT, file -> file.endsWith("/pom.xml")).stream()
        .map(Path::getParent).filter(module -> Files.isDirectory(module.resolve("src")))
        .filter(module -> !Files.exists(module.resolve("RATIONALE.md")))
        .map(module -> SourceTree.ROOT.relativize(module).toString()).toList();
    assertEquals(List.of(), without);
  }

  private static List<Path> pages() throws IOException {
    return SourceTree.files(SourceTree.ROOT, file -> file.endsWith(".md") && !file.contains("/sample/"));
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
