package io.datachannel.dbt.adapters.rest.steps;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.arguments.DbtVars;

/** Reads dbt's vars of a project, a schedule or a run. */
public final class VarsBody {
  /** In characters of their JSON: they go along with each call of dbt, and with each row of a run. */
  private static final int LONGEST = 32_768;

  private VarsBody() {}

  /**
   * @return {@link DbtVars#NONE} when the body names none
   * @throws io.datachannel.dbt.domain.failure.InvalidInput when they are no object, or too long
   */
  public static String read(JsonBody body) {
    String vars = body.optionalObject("vars").map(Object::toString).orElse(DbtVars.NONE);
    if (vars.length() > LONGEST) {
      throw body.invalid("vars", "an object of at most " + LONGEST + " characters");
    }
    return vars;
  }
}
