package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.regex.Pattern;

/** The name of a branch, without {@code refs/heads/} (rules: git-check-ref-format). */
public record BranchName(String value) {
  private static final Pattern REFUSED =
      Pattern.compile("[\\s~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[-/.]|/\\.|[/.]$|\\.lock(/|$)|^@$");

  /** @throws InvalidInput when git would not take the name */
  public static BranchName of(String text) {
    String name = Text.required("branch", text, 255);
    if (REFUSED.matcher(name).find()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "branch",
          "'" + name + "' is not a name that git allows for a branch; give it as 'git branch' shows it, for example main.");
    }
    return new BranchName(name);
  }
}
