package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.SequencedMap;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact dbt-core version, for example 1.11.16. Versions before 1.5 have no {@code dbtRunner}; 1.12 and the Rust engine need files
 * from outside the package registries when they install.
 */
public record DbtVersion(int minor, int patch) {
  private static final Pattern SHAPE = Pattern.compile("1\\.([0-9]{1,3})(?:\\.([0-9]{1,3}))?");
  private static final SequencedMap<Integer, Integer> NEWEST_PATCH = new LinkedHashMap<>();

  static {
    NEWEST_PATCH.put(11, 16);
    NEWEST_PATCH.put(10, 23);
    NEWEST_PATCH.put(9, 11);
    NEWEST_PATCH.put(8, 10);
    NEWEST_PATCH.put(7, 20);
    NEWEST_PATCH.put(6, 18);
    NEWEST_PATCH.put(5, 12);
  }

  /** The version of a project that asks for none: the newest line that installs from a package registry alone. */
  public static DbtVersion standard() {
    var newest = NEWEST_PATCH.firstEntry();
    return new DbtVersion(newest.getKey(), newest.getValue());
  }

  /**
   * @param text a line such as {@code 1.11}, which means its newest known patch, or an exact version such as {@code 1.11.16}
   * @throws InvalidInput with {@link FailureCode#DBT_VERSION_UNKNOWN} when the line is not offered
   */
  public static DbtVersion of(String text) {
    Matcher matcher = SHAPE.matcher(text == null ? "" : text);
    if (!matcher.matches() || !NEWEST_PATCH.containsKey(Integer.valueOf(matcher.group(1)))) {
      throw new InvalidInput(FailureCode.DBT_VERSION_UNKNOWN, "dbtVersion",
          "dbt-core '" + text + "' is not offered; use a line from 1.5 to 1.11, or an exact version of one, for example "
              + standard() + ".");
    }
    int minor = Integer.parseInt(matcher.group(1));
    int patch = matcher.group(2) == null ? NEWEST_PATCH.get(minor) : Integer.parseInt(matcher.group(2));
    return new DbtVersion(minor, patch);
  }

  /** What {@link #toString} wrote; taken even when the line is no longer offered. */
  public static DbtVersion stored(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches() || matcher.group(2) == null) {
      throw new IllegalArgumentException("not an exact dbt-core version: " + text);
    }
    return new DbtVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return "1." + minor + "." + patch;
  }
}
