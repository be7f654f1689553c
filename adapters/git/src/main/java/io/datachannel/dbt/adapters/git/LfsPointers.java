package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectLoader;

/** The files of a tree that hold no content of their own but say where Git LFS keeps it (its specification, "The Pointer"). */
final class LfsPointers {
  /** In bytes; a pointer is shorter. */
  private static final int LONGEST = 1024;
  private static final Pattern FIRST_LINE = Pattern.compile("version https://(?:git-lfs\\.github\\.com|hawser\\.github\\.com)/spec/[^\\n]*\\n");
  private static final Pattern OF_DBT = Pattern.compile("(?i).*\\.(?:sql|csv|ya?ml|py|md)");

  private final List<String> ofDbt = new ArrayList<>();
  private String first = "";
  private int number;

  void look(String path, ObjectLoader blob) throws IOException {
    if (blob.getSize() >= LONGEST || !FIRST_LINE.matcher(new String(blob.getBytes(LONGEST), StandardCharsets.UTF_8)).lookingAt()) {
      return;
    }
    number++;
    first = number == 1 ? path : first;
    if (OF_DBT.matcher(path).matches()) {
      ofDbt.add(path);
    }
  }

  /** Those that dbt would read as they are. */
  List<String> ofDbt() {
    return List.copyOf(ofDbt);
  }

  Optional<String> warning() {
    return number == 0 ? Optional.empty() : Optional.of("The content of '" + first + "'" + (number > 1 ? " and " + (number - 1) + " other files" : "")
        + " is in Git LFS, which this service does not fetch; the pointers are there alone.");
  }
}
