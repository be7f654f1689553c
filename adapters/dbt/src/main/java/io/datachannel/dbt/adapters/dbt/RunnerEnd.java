package io.datachannel.dbt.adapters.dbt;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * The runner's last line.
 *
 * @param exitCode    that it was about to end with
 * @param parsed      dbt had read the whole project before it ended
 * @param nothingToDo the selection matched no node
 */
record RunnerEnd(boolean success, int exitCode, boolean parsed, boolean nothingToDo, Optional<Raised> exception) {

  /** @param types the class of the exception and its ancestors, the nearest first */
  record Raised(List<String> types, String message, String traceback) {

    boolean isA(String type) {
      return types.contains(type);
    }
  }

  static RunnerEnd of(JsonObject line, SafeText safe) {
    return new RunnerEnd(line.getBoolean("success"), line.getInt("exit_code"), line.getBoolean("parsed"),
        line.getBoolean("nothing_to_do"),
        line.get("exception").getValueType() == JsonValue.ValueType.NULL
            ? Optional.empty()
            : Optional.of(raised(line.getJsonObject("exception"), safe)));
  }

  private static Raised raised(JsonObject exception, SafeText safe) {
    return new Raised(exception.getJsonArray("types").getValuesAs(JsonString::getString),
        safe.of(exception.getString("message")), safe.of(exception.getString("traceback")));
  }
}
