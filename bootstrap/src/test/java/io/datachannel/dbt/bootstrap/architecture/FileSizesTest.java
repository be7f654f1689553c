package io.datachannel.dbt.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files stay small: median at most 60 lines, 300 at the very most, tests 400. */
class FileSizesTest {
  @Test
  void theCodeIsInSmallFiles() throws IOException {
    List<Path> code = sources(SourceTree.ROOT, "/src/main/");

    assertTrue(code.size() > 50, "only " + code.size() + " files found");
    assertEquals(List.of(), longerThan(300, code));
    assertTrue(median(code) <= 60, "median is " + median(code));
  }

  @Test
  void theTestsAreInSmallFiles() throws IOException {
    assertEquals(List.of(), longerThan(400, sources(SourceTree.ROOT, "/src/test/")));
  }

  @Test
  void aLongFileIsFound(@TempDir Path folder) throws IOException {
    Path file = Files.createDirectories(folder.resolve("x/src/main")).resolve("Long.java");
    Files.writeString(file, "line\n".repeat(301));

    assertEquals(List.of(file), longerThan(300, sources(folder, "/src/main/")));
  }

  private static List<Path> sources(Path root, String part) throws IOException {
    return SourceTree.files(root, file -> file.matches(".*\\.(java|py|sql)") && file.contains(part));
  }

  private static List<Path> longerThan(int most, List<Path> files) {
    return files.stream().filter(file -> lines(file) > most).toList();
  }

  private static long median(List<Path> files) {
    return files.stream().map(FileSizesTest::lines).sorted().toList().get(files.size() / 2);
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
