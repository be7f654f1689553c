package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.domain.selection.ModelSelection;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.util.List;

/** The JSON of a run's selection: {@code []} for all models, {@code ["a","b"]} for these, {@code {"except":["a"]}} for all but these. */
final class SelectionJson {
  private static final String EXCEPT = "except";

  private SelectionJson() {}

  static String of(ModelSelection selection) {
    return switch (selection) {
      case ModelSelection.AllModels _ -> "[]";
      case ModelSelection.SelectedModels selected -> JsonText.array(selected.names()).toString();
      case ModelSelection.AllModelsExcept except ->
          JsonText.JSON.createObjectBuilder().add(EXCEPT, JsonText.array(except.names())).build().toString();
    };
  }

  static ModelSelection selection(String text) {
    try (JsonReader reader = JsonText.JSON.createReader(new StringReader(text))) {
      JsonStructure json = reader.read();
      if (json instanceof JsonArray array) {
        List<String> names = JsonText.strings(array);
        return names.isEmpty() ? new ModelSelection.AllModels() : new ModelSelection.SelectedModels(names);
      }
      return new ModelSelection.AllModelsExcept(JsonText.strings(json.asJsonObject().getJsonArray(EXCEPT)));
    }
  }
}
