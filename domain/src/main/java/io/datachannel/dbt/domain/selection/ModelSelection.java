package io.datachannel.dbt.domain.selection;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.List;
import java.util.TreeSet;

/** What a run builds (specification: {@code e_dbt_model_types}). */
public sealed interface ModelSelection {

  /** The value of {@code model_type}. */
  String modelType();

  /** Every node of the project. */
  record AllModels() implements ModelSelection {
    @Override
    public String modelType() {
      return "All Models";
    }
  }

  /**
   * Certain nodes, by name or unique_id, sorted and without repeats.
   * The names are resolved against the manifest before dbt sees them: dbt itself exits 0 when nothing matches.
   */
  record SelectedModels(List<String> names) implements ModelSelection {
    public SelectedModels {
      names = checked("models", "to build all", names);
    }

    @Override
    public String modelType() {
      return "Selected Models";
    }
  }

  /** Every node of the project but certain ones, by name or unique_id, sorted and without repeats. */
  record AllModelsExcept(List<String> names) implements ModelSelection {
    public AllModelsExcept {
      names = checked("excludedModels", "to leave none out", names);
    }

    @Override
    public String modelType() {
      return "All Models";
    }
  }

  private static List<String> checked(String field, String without, List<String> names) {
    if (names.isEmpty()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field,
          "'" + field + "' must name at least one model; leave it out " + without + ".");
    }
    if (names.size() > 5000) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field, "'" + field + "' may name at most 5000 models.");
    }
    names.forEach(name -> Text.required(field, name, 255));
    return List.copyOf(new TreeSet<>(names));
  }
}
