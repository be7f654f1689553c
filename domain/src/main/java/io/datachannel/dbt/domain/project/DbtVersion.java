package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exact dbt-core version, for example 1.11.16; {@link DbtLine} says which there are. */
public record DbtVersion(int minor, int patch) {
  private static final Pattern SHAPE = Pattern.compile("1\\.([0-9]{1,3})(?:\\.([0-9]{1,3}))?");

  /** The version of a project that asks for none. */
  public static DbtVersion standard() {
    return DbtLine.standard().newest();
  }

  /**
   * @param text a line such as {@code 1.11}, which means its newest known patch, or an exact version such as {@code 1.11.16}
   * @throws InvalidInput with {@link FailureCode#DBT_VERSION_UNKNOWN} when the line is not offered
   */
  public static DbtVersion of(String text) {
    Matcher matcher = SHAPE.matcher(text == null ? "" : text);
    if (!matcher.matches() || !new DbtLine(Integer.parseInt(matcher.group(1))).isOffered()) {
      throw new InvalidInput(FailureCode.DBT_VERSION_UNKNOWN, "dbtVersion",
          "dbt-core '" + text + "' is not offered; use a line from " + DbtLine.offered().getLast() + " to " + DbtLine.offered().getFirst()
              + ", or an exact version of one, for example " + standard() + ". GET /api/v1/dbt-versions lists them, and says why others "
              + "cannot be had.");
    }
    DbtLine line = new DbtLine(Integer.parseInt(matcher.group(1)));
    return matcher.group(2) == null ? line.newest() : new DbtVersion(line.minor(), Integer.parseInt(matcher.group(2)));
  }

  /** What {@link #toString} wrote; taken even when the line is no longer offered. */
  public static DbtVersion stored(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches() || matcher.group(2) == null) {
      throw new IllegalArgumentException("not an exact dbt-core version: " + text);
    }
    return new DbtVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  public DbtLine line() {
    return new DbtLine(minor);
  }

  @Override
  public String toString() {
    return line() + "." + patch;
  }
}
