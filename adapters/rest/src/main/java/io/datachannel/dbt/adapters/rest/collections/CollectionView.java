package io.datachannel.dbt.adapters.rest.collections;

import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.collections.CollectionRecord;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A collection as the API shows it.
 *
 * @param models  unique_ids that the project has
 * @param missing those that it has lost; they count again when a refresh finds them
 * @param warning says so for people
 */
public record CollectionView(int id, int projectId, String name, List<String> models, List<MissingView> missing, Optional<String> warning) {
  static CollectionView of(CollectionRecord collection) {
    List<MissingView> missing =
        collection.missing().entrySet().stream().map(entry -> new MissingView(entry.getKey(), entry.getValue())).toList();
    return new CollectionView(collection.id().value(), collection.project().value(), collection.name(), collection.models(), missing,
        missing.isEmpty() ? Optional.empty() : Optional.of("The last refresh did not find " + String.join(", ", collection.missing().keySet())
            + "; no schedule runs these until a refresh finds them again. Name the models anew to forget them."));
  }

  /** The answer that shows a collection, with the tag of its revision. */
  static Response tagged(CollectionRecord collection) {
    return Response.ok(of(collection)).header(HttpHeaders.ETAG, IfMatch.tag(collection.revision())).build();
  }

  /** A model that the project has lost. @param since when a refresh did not find it any more, UTC */
  public record MissingView(String uniqueId, Instant since) {}
}
