package io.datachannel.dbt.adapters.rest.listing;

import io.datachannel.dbt.application.git.Listing;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.application.result.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list that goes on by a text: one that another server keeps, or one without numbers.
 *
 * @param next   the value of {@code after} for the part behind this one, which means nothing to a client; absent at the end
 * @param notice why something may be missing
 */
public record CursorItems<T>(List<T> items, Optional<String> next, Optional<String> notice) {
  /** @param wire makes of an item what the API shows */
  public static <R, T> CursorItems<T> of(Listing<R> listing, Function<R, T> wire) {
    return new CursorItems<>(listing.items().stream().map(wire).toList(), listing.next(), listing.notice());
  }

  /** A part of a list of our own. @param cursor of a row, by which the list goes on */
  public static <R, T> CursorItems<T> page(List<R> rows, int limit, Function<R, String> cursor, Function<R, T> wire) {
    Optional<String> next = rows.size() < limit ? Optional.empty() : Optional.of(cursor.apply(rows.getLast()));
    return new CursorItems<>(rows.stream().map(wire).toList(), next, Optional.empty());
  }

  /**
   * Reads the query string; null, as the framework has it, for what was not given.
   *
   * @throws io.datachannel.dbt.domain.failure.InvalidInput when a value is out of its bounds
   */
  public static ListingQuery query(String search, String after, String limit) {
    Page page = PageQuery.of(null, limit);
    return new ListingQuery(Optional.ofNullable(search).orElse(""), Optional.ofNullable(after).orElse(""), page.limit());
  }
}
