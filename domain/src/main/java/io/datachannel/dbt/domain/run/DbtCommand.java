package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.ProjectSettings;
import java.util.Arrays;
import java.util.Locale;

/** The dbt commands that a run may carry out; {@code build} is the default of a project that names none. */
public enum DbtCommand {
  BUILD, RUN, TEST, SEED, SNAPSHOT;

  /** The word on dbt's command line, and in the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What runs of a project do that name no command. */
  public static DbtCommand of(ProjectSettings settings) {
    return named(settings.defaults().command());
  }

  /** @throws InvalidInput when there is no such command */
  public static DbtCommand named(String word) {
    return Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst()
        .orElseThrow(() -> new InvalidInput(FailureCode.FIELD_INVALID, "command",
            "'command' must be one of build, run, test, seed, snapshot."));
  }
}
