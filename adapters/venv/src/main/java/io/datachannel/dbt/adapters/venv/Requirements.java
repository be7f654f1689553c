package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project's requirements.txt, as names and versions only. Options, addresses and paths are refused: they would let a repository
 * choose where code comes from, or read the disk of the service.
 */
record Requirements(List<String> lines) {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_LINE = 500;
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#");

  // All repetitions are possessive, and each blank belongs to one of them: what does not fit is looked at once, and not in each way to divide it.
  private static final String VERSION = "\\s*+(?>===|==|~=|!=|<=|>=|<|>)\\s*+(?:[A-Za-z0-9._*+-]|!(?!=))++";
  private static final String VERSIONS = "(?:" + VERSION + "\\s*+,?+)*+";
  private static final String TERM = "(?:[a-z_]++|\"[A-Za-z0-9._ +-]*+\"|'[A-Za-z0-9._ +-]*+')";
  private static final String COMPARISON = "[\\s(]*+" + TERM + "\\s*+(?>===|==|~=|!=|<=|>=|<|>|in\\b|not in\\b)\\s*+" + TERM + "[\\s)]*+";
  /** The name, extras, versions and marker of PEP 508, without its addresses. */
  private static final Pattern NAME_AND_VERSION = Pattern.compile(
      "[A-Za-z0-9]++(?:[._-]++[A-Za-z0-9]++)*+\\s*+(?:\\[[A-Za-z0-9._,\\s-]*+])?+(?:\\s*+\\(" + VERSIONS + "\\s*+\\)|" + VERSIONS + ")\\s*+"
          + "(?:;" + COMPARISON + "(?:(?:and|or)\\b" + COMPARISON + ")*+)?+");

  static final Requirements NONE = new Requirements(List.of());

  static Result<Requirements> read(Optional<Path> file) {
    if (file.isEmpty()) {
      return new Result.Ok<>(NONE);
    }
    try (InputStream stream = Files.newInputStream(file.get())) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES
          ? refused("requirements.txt is longer than 64 KiB; keep only the packages that dbt needs.")
          : checked(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      return refused("requirements.txt could not be read; check that it is a plain file in the repository.");
    }
  }

  private static Result<Requirements> checked(String text) {
    List<String> kept = new ArrayList<>();
    int number = 0;
    for (String line : text.replaceFirst("^\uFEFF", "").lines().toList()) {
      number++;
      String requirement = withoutComment(line).replaceAll("\\s+", " ").strip();
      if (requirement.isEmpty()) {
        continue;
      }
      if (requirement.length() > LONGEST_LINE || !NAME_AND_VERSION.matcher(requirement).matches()) {
        return refused("Line " + number + " of requirements.txt is refused: '" + shortened(requirement) + "'. Only package names with "
            + "versions are taken, for example 'dbt-utils-helper==1.2.0'; no options (-r, -e, --index-url, --hash), addresses, "
            + "git repositories or paths.");
      }
      kept.add(requirement);
    }
    return new Result.Ok<>(new Requirements(List.copyOf(kept)));
  }

  private static String withoutComment(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.find() ? line.substring(0, comment.start()) : line;
  }

  private static String shortened(String line) {
    String shown = HostVariables.withoutPasswords(line);
    return shown.length() <= 80 ? shown : shown.substring(0, 80) + "…";
  }

  private static Result<Requirements> refused(String message) {
    return new Result.Failed<>(Failure.of(FailureCode.REQUIREMENTS_REFUSED, message));
  }
}
