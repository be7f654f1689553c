package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import java.util.List;
import java.util.regex.Pattern;

/** Tells from uv's words (0.13) why an environment could not be built. */
final class UvFailures {
  private static final int DETAIL_LINES = 40;
  private static final Pattern NO_DBT_AT_ALL = Pattern.compile("dbt-core was not found in the package registry");
  private static final Pattern NO_SUCH_DBT = Pattern.compile("there is no version of dbt-core==");
  private static final Pattern UNREACHABLE = Pattern.compile(
      "error sending request|Failed to fetch|Could not connect|dns error|client error \\(Connect\\)|operation timed out|tcp connect error");
  private static final Pattern UNRESOLVABLE = Pattern.compile(
      "No solution found|requirements are unsatisfiable|was not found in the package registry|has no usable wheels"
          + "|does not satisfy Python|Failed to parse|Couldn't parse");

  private static final Pattern CHANGED = Pattern.compile("Hash mismatch|hashes did not match|--require-hashes");
  private static final String INDEX_AWAY =
      "The Python package index could not be reached; try again later, or check the network, proxy and index settings of the service.";
  private static final String OTHER = "The Python environment could not be built; the detail has the last words of uv. Try again, and tell the "
      + "operator of the service when it stays.";

  private UvFailures() {}

  static Failure of(DbtVersion version, Requirements requirements, String output) {
    String detail = lastLines(output);
    if (UNREACHABLE.matcher(output).find()) {
      return new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED, INDEX_AWAY, detail);
    }
    if (NO_DBT_AT_ALL.matcher(output).find()) {
      return new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED,
          "The Python package index does not even have dbt-core, or refuses to show it; check the index settings of the service.", detail);
    }
    if (NO_SUCH_DBT.matcher(output).find() && requirements.lines().stream().noneMatch(line -> line.startsWith("dbt-core"))) {
      return new Failure(FailureCode.ENVIRONMENT_UNRESOLVABLE,
          "The package index has no dbt-core " + version + "; choose a dbt version that exists, for example "
              + DbtVersion.standard() + ".", detail);
    }
    if (UNRESOLVABLE.matcher(output).find()) {
      return new Failure(FailureCode.ENVIRONMENT_UNRESOLVABLE, requirements.lines().isEmpty()
          ? "The packages of dbt-core " + version + " do not fit together on this machine; choose another dbt version."
          : "requirements.txt and dbt-core " + version + " do not fit together; correct the packages and versions that the detail "
              + "names (packages must exist as wheels), or choose another dbt version.", detail);
    }
    return new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED, OTHER, detail);
  }

  /** Of what was resolved before: not for what the project asks. */
  static Failure ofLocked(String output) {
    String detail = lastLines(output);
    if (UNREACHABLE.matcher(output).find()) {
      return new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED, INDEX_AWAY, detail);
    }
    if (CHANGED.matcher(output).find() || UNRESOLVABLE.matcher(output).find()) {
      return new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED,
          "A package of the environment's lock is gone from the package index, or is another file there than when it was resolved; the detail has "
              + "the last words of uv. Resolve it anew (POST …/environment/upgrade) where that is right.", detail);
    }
    return new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED, OTHER, detail);
  }

  static Failure tooLarge(long mostBytes) {
    return Failure.of(FailureCode.ENVIRONMENT_TOO_LARGE, "The packages of the project take more than " + mostBytes / (1024 * 1024)
        + " MB, the most that an environment may have; take the largest out of requirements.txt.");
  }

  /** The end of a tool's output, free of passwords. */
  static String lastLines(String output) {
    List<String> lines = HostVariables.withoutPasswords(output).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - DETAIL_LINES), lines.size()));
  }
}
