package io.datachannel.dbt.adapters.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose journal lies beside it: a small file in the folder of a run of which chunks may be in the storage. It goes the way of the journal, and
 * the chunks are deleted when it is the last that waits.
 *
 * @param fence     the fencing number, 0 when there is no such file
 * @param afterLoss whether the journal is to be put behind what a lost copy had under this number
 */
record Attempt(long fence, boolean afterLoss) {
  /** Its name. */
  static final String FILE = "attempt";
  /** What a crash may leave of it. */
  static final String HALF = FILE + ".part";
  private static final Attempt NONE = new Attempt(0, false);
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})( after loss)?\n");

  static Attempt in(Path file) throws IOException {
    try {
      Matcher text = TEXT.matcher(Files.readString(file));
      return text.matches() ? new Attempt(Long.parseLong(text.group(1)), text.group(2) != null) : NONE;
    } catch (NoSuchFileException _) {
      return NONE;
    }
  }

  /** Whole, or not at all. */
  void write(Path file) throws IOException {
    Path half = file.resolveSibling(HALF);
    OwnerOnly.folders(file.getParent());
    Files.writeString(half, fence + (afterLoss ? " after loss" : "") + "\n");
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
