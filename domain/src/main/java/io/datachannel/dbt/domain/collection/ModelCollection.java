package io.datachannel.dbt.domain.collection;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Models of a project under a name, which may share one schedule (specification, step 4: "multiple models/collection of models").
 *
 * @param models   their unique_ids, sorted; those that the project has lost stay in it, and count again when they are back
 * @param revision 1 when it is added, one more with each change
 */
public record ModelCollection(CollectionId id, ProjectId project, String name, Set<String> models, long revision) {
  private static final int MOST = 5000;

  public ModelCollection {
    Text.required("name", name, 255);
    if (models.size() > MOST) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "models", "'models' may name at most " + MOST + " models.");
    }
    models.forEach(model -> Text.required("models", model, 255));
    models = Collections.unmodifiableSet(new TreeSet<>(models));
  }
}
