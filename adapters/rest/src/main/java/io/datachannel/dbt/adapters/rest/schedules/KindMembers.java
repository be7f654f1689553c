package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import java.util.Collection;
import java.util.stream.Stream;

/** Refuses the members of other kinds. */
final class KindMembers {
  private KindMembers() {}

  /** @param all the members of every kind */
  static void check(JsonBody body, String kind, Collection<String> own, Stream<String> all) {
    all.filter(member -> !own.contains(member) && body.has(member)).findFirst().ifPresent(member -> {
      throw body.misplaced(member, "does not go with the kind " + kind
          + (own.isEmpty() ? ", which takes nothing more." : ", which takes " + String.join(", ", own) + "."));
    });
  }
}
