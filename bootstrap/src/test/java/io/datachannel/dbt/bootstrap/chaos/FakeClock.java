package io.datachannel.dbt.bootstrap.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The clock of a machine as one copy sees it, by libfaketime, which all of the JVM and its libraries believe. */
record FakeClock(Path offset) {

  /** It is right yet. */
  static FakeClock in(Path folder) {
    FakeClock clock = new FakeClock(folder.resolve("offset").toAbsolutePath());
    clock.jumpTo("+0");
    return clock;
  }

  /** @param seconds from the right time, with a sign */
  void jumpTo(String seconds) {
    try {
      Files.writeString(offset, seconds);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Of the copy. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library().toString(), "FAKETIME_TIMESTAMP_FILE", offset.toString(), "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1",
        // Otherwise it takes each timed wait of the JVM, which goes by the monotonic clock, for one that is over, and all of them spin.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  private static Path library() {
    try (Stream<Path> found = Files.find(Path.of("/usr/lib"), 4, (file, _) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
      return found.findFirst().orElseThrow(() -> new AssertionError("libfaketime is missing (Debian: apt-get install libfaketime)"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
