package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The file that makes a checkout a whole one; its time is that of the last use.
 *
 * @param leftOut  what is not there, or not as it is in the repository
 * @param files    how the files looked when they were written
 * @param packages the same of the folder with packages, where there is one
 */
record CheckoutMarker(LeftOut leftOut, Seal files, Optional<Seal> packages) {
  private static final String NAME = "whole";

  /**
   * A folder that is not to change.
   *
   * @param fingerprint of packages; empty when no other checkout may take them
   */
  record Seal(long digest, long bytes, Optional<String> fingerprint) {

    static Seal of(Census census, Optional<String> fingerprint) {
      return new Seal(census.digest(), census.bytes(), fingerprint);
    }

    boolean fits(Census census) {
      return digest == census.digest() && bytes == census.bytes();
    }
  }

  long bytes() {
    return files.bytes() + packages.map(Seal::bytes).orElse(0L);
  }

  CheckoutMarker with(Seal ofPackages) {
    return new CheckoutMarker(leftOut, files, Optional.of(ofPackages));
  }

  /** Empty when there is none, or none that can be read: then the folder is no whole checkout. */
  static Optional<CheckoutMarker> in(Path home) {
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve(NAME))) {
      kept.load(reader);
      return Optional.of(new CheckoutMarker(new LeftOut(list(kept, "warning."), list(kept, "pointer.")), seal(kept, "files").orElseThrow(), seal(kept, "packages")));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Takes the place of the one before at once. */
  void write(Path home) throws IOException {
    Properties kept = new Properties();
    put(kept, "warning.", leftOut.warnings());
    put(kept, "pointer.", leftOut.pointers());
    put(kept, "files", files);
    packages.ifPresent(seal -> put(kept, "packages", seal));
    Path fresh = home.resolve(NAME + ".new");
    try (Writer writer = Files.newBufferedWriter(fresh)) {
      kept.store(writer, null);
    }
    Files.move(fresh, home.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  static boolean isIn(Path home) {
    return Files.exists(home.resolve(NAME));
  }

  static void remove(Path home) throws IOException {
    Files.deleteIfExists(home.resolve(NAME));
  }

  static void used(Path home, Instant at) throws IOException {
    Files.setLastModifiedTime(home.resolve(NAME), FileTime.from(at));
  }

  /** @return empty when the checkout is not whole any more */
  static Optional<Instant> lastUse(Path home) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(home.resolve(NAME)).toInstant());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static void put(Properties kept, String prefix, List<String> all) {
    for (int i = 0; i < all.size(); i++) {
      kept.setProperty(prefix + i, all.get(i));
    }
  }

  private static List<String> list(Properties kept, String prefix) {
    List<String> all = new ArrayList<>();
    for (int i = 0; kept.containsKey(prefix + i); i++) {
      all.add(kept.getProperty(prefix + i));
    }
    return List.copyOf(all);
  }

  private static void put(Properties kept, String folder, Seal seal) {
    kept.setProperty(folder + ".digest", Long.toString(seal.digest()));
    kept.setProperty(folder + ".bytes", Long.toString(seal.bytes()));
    seal.fingerprint().ifPresent(fingerprint -> kept.setProperty(folder + ".fingerprint", fingerprint));
  }

  private static Optional<Seal> seal(Properties kept, String folder) {
    return Optional.ofNullable(kept.getProperty(folder + ".digest")).map(digest -> new Seal(Long.parseLong(digest),
        Long.parseLong(kept.getProperty(folder + ".bytes")), Optional.ofNullable(kept.getProperty(folder + ".fingerprint"))));
  }
}
