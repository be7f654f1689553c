package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The name of an environment variable of a project. It says whether the value is secret: dbt masks those that begin as {@link #SECRET} says. */
public record VariableName(String value) {
  /** dbt documentation, "About env_var function". */
  public static final String SECRET = "DBT_ENV_SECRET_";
  /** In characters, of a value; what a process is given at its start is bounded. */
  public static final int LONGEST_VALUE = 8192;
  /** What is shorter is not redacted, since it would blank out ordinary words. */
  private static final int SHORTEST_SECRET = 4;
  private static final Pattern GOOD = Pattern.compile("DBT_[A-Z0-9_]{1,96}");
  /** Options of dbt's command line that it also takes from variables: the service sets them, or does without. */
  private static final Set<String> OPTIONS = Set.of(
      "DBT_ADD_PACKAGE", "DBT_ARTIFACT_STATE_PATH", "DBT_CACHE_SELECTED_ONLY", "DBT_CLEAN_PROJECT_FILES_ONLY", "DBT_DEBUG",
      "DBT_DEFER", "DBT_DEFER_STATE", "DBT_DEFER_TO_STATE", "DBT_DOWNLOADS_DIR", "DBT_DOWNLOAD_DIR", "DBT_EMPTY",
      "DBT_EVENT_TIME_END", "DBT_EVENT_TIME_START", "DBT_EXCLUDE_RESOURCE_TYPES", "DBT_EXPORT_SAVED_QUERIES",
      "DBT_FAIL_FAST", "DBT_FAVOR_STATE", "DBT_FAVOR_STATE_MODE", "DBT_FULL_REFRESH", "DBT_HOST", "DBT_HTTP_TIMEOUT",
      "DBT_INCLUDE_SAVED_QUERY", "DBT_INDIRECT_SELECTION", "DBT_INTROSPECT", "DBT_INVOCATION_ENV", "DBT_LOG_CACHE_EVENTS",
      "DBT_LOG_FILE_MAX_BYTES", "DBT_LOG_FORMAT", "DBT_LOG_FORMAT_FILE", "DBT_LOG_LEVEL", "DBT_LOG_LEVEL_FILE",
      "DBT_LOG_PATH", "DBT_MACRO_DEBUGGING", "DBT_NO_PRINT", "DBT_PACKAGE_HUB_URL", "DBT_PARTIAL_PARSE",
      "DBT_PARTIAL_PARSE_FILE_DIFF", "DBT_PARTIAL_PARSE_FILE_PATH", "DBT_POPULATE_CACHE", "DBT_PP_FILE_DIFF_TEST",
      "DBT_PP_TEST", "DBT_PRINT", "DBT_PRINTER_WIDTH", "DBT_PROFILE", "DBT_PROFILES_DIR", "DBT_PROJECT_DIR", "DBT_QUIET",
      "DBT_RECORDED_FILE_PATH", "DBT_RECORDER_FILE_PATH", "DBT_RECORDER_MODE", "DBT_RECORDER_TYPES", "DBT_RESOURCE_TYPES",
      "DBT_SAMPLE", "DBT_SEND_ANONYMOUS_USAGE_STATS", "DBT_SHOW_RESOURCE_REPORT", "DBT_SINGLE_THREADED", "DBT_STATE",
      "DBT_STATIC_PARSER", "DBT_STORE_FAILURES", "DBT_TARGET", "DBT_TARGET_PATH", "DBT_TEST_BINARY_SERIALIZATION",
      "DBT_TEST_STATE_MODIFIED", "DBT_THREADS", "DBT_UPLOAD_TO_ARTIFACTS_INGEST_API", "DBT_USE_COLORS",
      "DBT_USE_COLORS_FILE", "DBT_USE_EXPERIMENTAL_PARSER", "DBT_USE_FAST_TEST_EDGES", "DBT_VARS", "DBT_VERSION_CHECK",
      "DBT_WARN_ERROR", "DBT_WARN_ERROR_OPTIONS", "DBT_WRITE_JSON");
  /** dbt-core takes its options from variables that begin like this, too, since 1.11. */
  private static final String OPTIONS_BEGIN = "DBT_ENGINE";
  /** What dbt itself takes for a secret. */
  private static final String SECRET_OF_DBT = "DBT_ENV_SECRET";

  /** @throws InvalidInput when it is no name for one, or one that dbt or the service needs */
  public static VariableName of(String name) {
    if (!GOOD.matcher(name).matches() || name.startsWith(SECRET_OF_DBT) && !isSecret(name) || name.equals(SECRET)) {
      throw invalid("The name of an environment variable must begin with DBT_ and go on with A-Z, 0-9 and '_', at most 100 characters, for "
          + "example DBT_REGION; one that begins with " + SECRET + " is secret.");
    }
    if (OPTIONS.contains(name) || name.startsWith(OPTIONS_BEGIN)) {
      throw invalid("dbt takes an option from the variable '" + name + "', which the service sets itself; give it another name. Options of dbt "
          + "that are yours to set go into 'arguments'.");
    }
    if (ofProfiles().contains(name)) {
      throw invalid("'" + name + "' hands dbt a secret of a warehouse; give the variable another name. These are taken: "
          + String.join(", ", ofProfiles()) + ".");
    }
    return new VariableName(name);
  }

  /** Whether the value may be seen. */
  public static boolean isSecret(String name) {
    return name.startsWith(SECRET);
  }

  /** @throws InvalidInput when it is no value for this variable */
  public Secret checked(String text) {
    Text.required("value", text, LONGEST_VALUE);
    if (isSecret(value) && text.length() < SHORTEST_SECRET) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "value", "A secret 'value' must have at least " + SHORTEST_SECRET
          + " characters: a shorter one could not be kept out of logs.");
    }
    return new Secret(text);
  }

  private static Set<String> ofProfiles() {
    return Arrays.stream(WarehouseType.values()).flatMap(type -> type.methods().stream()).flatMap(method -> method.fields().stream())
        .filter(field -> field.kind().isSecret())
        .map(field -> SECRET + field.name().toUpperCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
  }

  private static InvalidInput invalid(String message) {
    return new InvalidInput(FailureCode.FIELD_INVALID, "name", message);
  }
}
