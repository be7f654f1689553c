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
    System.exit(passed(words.length == 0 ? "" : words[0], List.of(words)) ? 0 : 1);
  }

  private static boolean passed(String name, List<String> words) throws IOException {
    switch (name) {
      case "warehouses" -> {
        Path folder = Files.createDirectories(Path.of("bootstrap", "target", "check")).toAbsolutePath();
        return new WarehousesCheck(System.out, folder).run(words.subList(1, words.size()));
      }
      case "licences" -> {
        return new LicencesCheck(System.out, Path.of("bootstrap", "target")).run();
      }
      default -> {
        System.err.println("check: there is no such check; there are: warehouses [TYPE ...], licences, reproducible");
        System.exit(2);
        return false;
      }
    }
  }
}
