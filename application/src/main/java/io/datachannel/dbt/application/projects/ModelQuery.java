package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ResourceType;
import java.util.Locale;
import java.util.Optional;

/**
 * Which models of a project are asked for.
 *
 * @param type   only nodes of this kind
 * @param name   only nodes whose name holds this, in any case
 * @param tag    only nodes with exactly this tag
 * @param folder only nodes whose file is this one or below this folder; without a slash at its end
 * @param after  the unique_id of the last one that was seen; empty to begin
 * @param limit  how many at the most, 1 to 200
 */
public record ModelQuery(
    Optional<ResourceType> type, Optional<String> name, Optional<String> tag, Optional<String> folder, String after, int limit) {
  private static final int LONGEST = 255;
  private static final int LONGEST_PATH = 2000;
  private static final int LONGEST_AFTER = 1024;

  /** @throws InvalidInput naming the value that is out of its bounds */
  public ModelQuery {
    name.ifPresent(text -> Text.required("name", text, LONGEST));
    tag.ifPresent(text -> Text.required("tag", text, LONGEST));
    folder.ifPresent(text -> Text.required("path", text, LONGEST_PATH));
    if (!after.isEmpty()) {
      Text.required("after", after, LONGEST_AFTER);
    }
    if (limit < 1 || limit > Page.MOST) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "limit", "'limit' must be from 1 to " + Page.MOST + ".");
    }
  }

  /** Every model, from the first on. */
  public static ModelQuery first(int limit) {
    return new ModelQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "", limit);
  }

  /** Whether a model is one of those, wherever the part begins. */
  public boolean matches(Model model) {
    return type.filter(kind -> kind != model.resourceType()).isEmpty()
        && name.filter(part -> !model.name().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))).isEmpty()
        && tag.filter(word -> !model.tags().contains(word)).isEmpty()
        && folder.filter(path -> !(model.path() + "/").startsWith(path + "/")).isEmpty();
  }
}
