package io.datachannel.dbt.adapters.rest.body;

import io.datachannel.dbt.application.result.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A page of a list.
 *
 * @param next the value of {@code after} for the page behind this one; absent when this is the last
 */
public record Listing<T>(List<T> items, Optional<Long> next) {

  /** @param rows what the page holds, as many as its limit unless it is the last */
  public static <R, T> Listing<T> of(List<R> rows, Page page, Function<R, T> view, ToLongFunction<R> id) {
    boolean last = rows.size() < page.limit();
    return new Listing<>(rows.stream().map(view).toList(),
        last ? Optional.empty() : Optional.of(id.applyAsLong(rows.getLast())));
  }

  /** A list that is always whole. */
  public static <T> Listing<T> whole(List<T> items) {
    return new Listing<>(items, Optional.empty());
  }
}
