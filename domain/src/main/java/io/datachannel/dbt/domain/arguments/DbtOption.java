package io.datachannel.dbt.domain.arguments;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of dbt's command line that a user may give (dbt documentation, "Global configs" and "Node selection"). */
enum DbtOption {
  SELECT(Arity.MANY, "--select", "-s", "--models", "-m"),
  EXCLUDE(Arity.MANY, "--exclude"),
  SELECTOR(Arity.ONE, "--selector"),
  RESOURCE_TYPE(Arity.MANY, "--resource-type", "--resource-types"),
  EXCLUDE_RESOURCE_TYPE(Arity.MANY, "--exclude-resource-type", "--exclude-resource-types"),
  INDIRECT_SELECTION(Arity.ONE, "--indirect-selection"),
  FULL_REFRESH(Arity.NONE, "--full-refresh", "-f"),
  NO_FULL_REFRESH(Arity.NONE, "--no-full-refresh"),
  FAIL_FAST(Arity.NONE, "--fail-fast", "-x"),
  NO_FAIL_FAST(Arity.NONE, "--no-fail-fast"),
  STORE_FAILURES(Arity.NONE, "--store-failures"),
  EMPTY(Arity.NONE, "--empty"),
  EVENT_TIME_START(Arity.ONE, "--event-time-start"),
  EVENT_TIME_END(Arity.ONE, "--event-time-end"),
  SAMPLE(Arity.ONE, "--sample"),
  VARS(Arity.ONE, "--vars"),
  WARN_ERROR(Arity.NONE, "--warn-error"),
  WARN_ERROR_OPTIONS(Arity.ONE, "--warn-error-options"),
  NO_PARTIAL_PARSE(Arity.NONE, "--no-partial-parse"),
  NO_POPULATE_CACHE(Arity.NONE, "--no-populate-cache"),
  CACHE_SELECTED_ONLY(Arity.NONE, "--cache-selected-only"),
  DEBUG(Arity.NONE, "--debug", "-d"),
  SHOW_ALL_DEPRECATIONS(Arity.NONE, "--show-all-deprecations");

  /** How many words may follow an option. */
  enum Arity { NONE, ONE, MANY }

  static final Set<DbtOption> SELECTING = Set.of(SELECT, EXCLUDE, SELECTOR, RESOURCE_TYPE, EXCLUDE_RESOURCE_TYPE);

  /** What the service sets itself, so that runs cannot read or write each other's files or be told apart wrongly. */
  private static final Set<String> FORBIDDEN = Set.of(
      "--profiles-dir", "--profile", "--project-dir", "--target", "-t", "--target-path", "--log-path", "--log-format",
      "--log-format-file", "--log-level", "--log-level-file", "--state", "--defer-state", "--defer", "--favor-state", "--threads",
      "--record-timing-info", "-r", "--write-json", "--no-write-json", "--send-anonymous-usage-stats", "--quiet", "-q", "--no-print",
      "--use-colors", "--no-use-colors", "--debugger", "--single-threaded", "--macro-debugging", "--print", "--static-parser",
      "--add-package", "--upgrade", "--help", "-h", "--version", "-V", "-v");

  private final Arity arity;
  private final List<String> spellings;

  DbtOption(Arity arity, String... spellings) {
    this.arity = arity;
    this.spellings = List.of(spellings);
  }

  Arity arity() {
    return arity;
  }

  String spelling() {
    return spellings.getFirst();
  }

  /** @throws InvalidInput when the service sets the option itself, or does not know it */
  static DbtOption named(String word) {
    if (FORBIDDEN.contains(word)) {
      throw new InvalidInput(FailureCode.ARGUMENT_FORBIDDEN, "arguments",
          "'" + word + "' is set by the service and cannot be given; take it out of 'arguments'.");
    }
    return Arrays.stream(values()).filter(option -> option.spellings.contains(word)).findFirst()
        .orElseThrow(() -> new InvalidInput(FailureCode.ARGUMENT_UNKNOWN, "arguments",
            "'" + word + "' is not an option that may be given; these may: "
                + Arrays.stream(values()).map(DbtOption::spelling).collect(Collectors.joining(", ")) + "."));
  }
}
