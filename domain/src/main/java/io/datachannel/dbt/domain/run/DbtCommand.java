package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The dbt commands that a run may carry out; {@code build} is the default of a project that names none. */
public enum DbtCommand {
  BUILD, RUN, TEST, SEED, SNAPSHOT,
  /** Looks how old the data of sources is; builds nothing. */
  SOURCE_FRESHNESS;

  /** The words on dbt's command line, and in the API, with a blank between two. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether dbt's command has the option {@code --full-refresh}. */
  public boolean takesFullRefresh() {
    return switch (this) {
      case BUILD, RUN, SEED -> true;
      case TEST, SNAPSHOT, SOURCE_FRESHNESS -> false;
    };
  }

  /** @throws InvalidInput when there is no such command */
  public static DbtCommand named(String word) {
    return Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst()
        .orElseThrow(() -> new InvalidInput(FailureCode.FIELD_INVALID, "command", "'command' must be one of "
            + Arrays.stream(values()).map(DbtCommand::word).collect(Collectors.joining(", ")) + "."));
  }
}
