package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.arguments.DbtVars;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.path.RelativePath;
import java.time.Duration;
import java.util.Optional;

/**
 * What step 3 of the specification lets a user configure; kept in {@code dbt_projects.configuration_json}.
 *
 * @param projectPath  the folder of dbt_project.yml in the repository
 * @param requirements the requirements.txt to install beside dbt, none by default
 * @param arguments    the user's part of the dbt arguments
 * @param threads      how many nodes dbt builds at once, 1 to 64
 * @param timeout      how long a run may take, 1 s to 24 h
 * @param defaults     how dbt is called
 * @param autoRefresh  whether the models are read anew when the branch has moved
 */
public record ProjectSettings(
    DbtVersion dbtVersion,
    RelativePath projectPath,
    Optional<RelativePath> requirements,
    DbtArguments arguments,
    int threads,
    Duration timeout,
    DbtDefaults defaults,
    boolean autoRefresh) {

  public static final int STANDARD_THREADS = 4;
  public static final Duration STANDARD_TIMEOUT = Duration.ofHours(2);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);

  public ProjectSettings {
    if (threads < 1 || threads > 64) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "threads", "'threads' must be a whole number from 1 to 64.");
    }
    checkTimeout(timeout);
  }

  /** With what is used when a user says no more. */
  public ProjectSettings(DbtVersion dbtVersion, RelativePath projectPath, Optional<RelativePath> requirements, DbtArguments arguments,
      int threads, Duration timeout) {
    this(dbtVersion, projectPath, requirements, arguments, threads, timeout, DbtDefaults.STANDARD, true);
  }

  /** @throws InvalidInput when vars are given in two ways; what was stored is taken as it is */
  public ProjectSettings checked() {
    arguments.checkAgainstService(false, false, !defaults.vars().equals(DbtVars.NONE));
    return this;
  }

  /** @throws InvalidInput when the timeout is not from one second to 24 hours */
  public static void checkTimeout(Duration timeout) {
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "timeoutSeconds",
          "'timeoutSeconds' must be from 1 to " + LONGEST_TIMEOUT.toSeconds() + ".");
    }
  }
}
