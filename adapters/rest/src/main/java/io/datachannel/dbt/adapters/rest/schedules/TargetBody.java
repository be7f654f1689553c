package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import io.datachannel.dbt.domain.selection.NamedModels;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads what a schedule is to be set on; models are still as the user named them. */
final class TargetBody {
  /** The words of the API. */
  enum Kind {
    ALL_MODELS(List.of()), MODELS(List.of("models")), COLLECTION(List.of("collectionId")),
    PART_OF_COLLECTION(List.of("collectionId", "without"));

    private final List<String> members;

    Kind(List<String> members) {
      this.members = members;
    }
  }

  private TargetBody() {}

  static ScheduleTarget target(JsonBody body) {
    body.rejectUnknown("kind", "models", "collectionId", "without");
    Kind kind = body.optionalChoice("kind", Kind.class).orElseThrow(() -> body.missing("kind"));
    KindMembers.check(body, kind.name(), kind.members, Arrays.stream(Kind.values()).flatMap(other -> other.members.stream()));
    return switch (kind) {
      case ALL_MODELS -> new ScheduleTarget.AllModels();
      case MODELS -> new ScheduleTarget.Models(names(body, "models"));
      case COLLECTION -> new ScheduleTarget.WholeCollection(collection(body));
      case PART_OF_COLLECTION -> new ScheduleTarget.PartOfCollection(collection(body), names(body, "without"));
    };
  }

  private static CollectionId collection(JsonBody body) {
    return new CollectionId((int) body.requiredWhole("collectionId", 1, Integer.MAX_VALUE));
  }

  private static Set<String> names(JsonBody body, String field) {
    List<String> names = body.optionalTextList(field).orElseThrow(() -> body.missing(field));
    if (names.size() > NamedModels.MOST) {
      throw body.invalid(field, "a list of at most " + NamedModels.MOST + " models");
    }
    return Set.copyOf(names);
  }
}
