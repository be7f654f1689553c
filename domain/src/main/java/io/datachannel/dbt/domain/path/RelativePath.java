package io.datachannel.dbt.domain.path;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.Arrays;

/**
 * A path below a folder that it cannot leave: relative, with forward slashes, without {@code ..}.
 * The empty value is the folder itself.
 */
public record RelativePath(String value) {
  private static final int LONGEST = 1024;

  /** The folder itself. */
  public static final RelativePath HERE = new RelativePath("");

  /** @throws InvalidInput with {@link FailureCode#PROJECT_PATH_INVALID} when the path is absolute or climbs out */
  public static RelativePath of(String field, String text) {
    String path = Text.required(field, text, LONGEST);
    boolean climbs = Arrays.asList(path.split("/", -1)).contains("..");
    if (path.startsWith("/") || path.startsWith("~") || path.contains("\\") || path.matches("[A-Za-z]:.*") || climbs) {
      throw new InvalidInput(FailureCode.PROJECT_PATH_INVALID, field,
          "'" + field + "' must be a relative path inside its folder, with forward slashes and without '..'; got '" + path + "'.");
    }
    String normal = path.replaceAll("/+", "/").replaceAll("(^|/)(\\./)+", "$1").replaceAll("/\\.?$", "");
    return normal.equals(".") ? HERE : new RelativePath(normal);
  }
}
