package io.datachannel.dbt.adapters.rest.listing;

import io.datachannel.dbt.application.result.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A list, or a part of one.
 *
 * @param next the value of {@code after} for the part behind this one; absent when there is none
 */
public record Items<T>(List<T> items, Optional<Long> next) {
  /** All there is. */
  public static <R, T> Items<T> all(List<R> rows, Function<R, T> wire) {
    return new Items<>(rows.stream().map(wire).toList(), Optional.empty());
  }

  /** @param id of a row, by which the list goes on */
  public static <R, T> Items<T> page(List<R> rows, Page page, ToLongFunction<R> id, Function<R, T> wire) {
    Optional<Long> next = rows.size() < page.limit() ? Optional.empty() : Optional.of(id.applyAsLong(rows.getLast()));
    return new Items<>(rows.stream().map(wire).toList(), next);
  }
}
