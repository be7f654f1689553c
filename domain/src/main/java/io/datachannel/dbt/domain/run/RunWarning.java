package io.datachannel.dbt.domain.run;

import java.util.Arrays;
import java.util.Optional;

/** Something about a run that did not make it fail, but that its owner should know. */
public record RunWarning(Code code, String message) {
  /** Part of the API, like the codes of failures: never renamed. */
  public enum Code {
    /** The environment that was asked for could not be built, for a reason that is not the project's; an earlier one was used. */
    LAST_GOOD_ENVIRONMENT,
    /** The environment was to be resolved anew, and could not be; it is as it was. */
    ENVIRONMENT_NOT_UPGRADED,
    /** An artifact was given up, since the storage was away for too long. */
    ARTIFACT_GIVEN_UP;

    /** Of a name that was stored; empty for one that only a newer version of the service knows. */
    public static Optional<Code> stored(String name) {
      return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst();
    }
  }
}
