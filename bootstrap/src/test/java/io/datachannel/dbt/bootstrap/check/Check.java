package io.datachannel.dbt.bootstrap.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Checks that are too heavy for the tests, by name: {@code ./run check NAME}. */
public final class Check {
  private Check() {}

  public static void main(String[] words) throws IOException {
    Logger.getLogger("").setLevel(Level.WARNING);
    if (words.length == 0 || !words[0].equals("warehouses")) {
      System.err.println("check: there is no such check; there is: warehouses [TYPE ...]");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of("bootstrap", "target", "check")).toAbsolutePath();
    boolean passed = new WarehousesCheck(System.out, folder).run(List.of(words).subList(1, words.length));
    System.exit(passed ? 0 : 1);
  }
}
