package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.Listing;
import io.datachannel.dbt.application.git.ListingQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns pages of a provider into pages of this service, and looks for a text where the provider does not. */
final class PageScan {
  /** Of 100 rows each. */
  private static final int MOST_PAGES = 10;

  private final InstantSource clock;
  private final Duration longest;

  PageScan(InstantSource clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
  }

  /**
   * @param source gives the page of a word
   * @param name   of a row, in which the text is looked for
   * @return what was found until the limit, the end, ten pages or the time was reached, whichever came first
   */
  <T> Listing<T> scan(ListingQuery query, Cursor from, Function<String, ProviderPage<T>> source, Function<T, String> name) {
    Instant end = clock.instant().plus(longest);
    List<T> found = new ArrayList<>();
    Optional<String> notice = Optional.empty();
    Cursor at = from;
    for (int pages = 0; pages < MOST_PAGES && (pages == 0 || clock.instant().isBefore(end)); pages++) {
      ProviderPage<T> page = source.apply(at.page());
      notice = notice.or(page::notice);
      Optional<Cursor> behind = page.next().map(next -> new Cursor(next, 0));
      for (int row = at.offset(); row < page.rows().size(); row++) {
        if (query.matches(name.apply(page.rows().get(row)))) {
          found.add(page.rows().get(row));
        }
        if (found.size() == query.limit()) {
          Optional<Cursor> next = row + 1 < page.rows().size() ? Optional.of(new Cursor(at.page(), row + 1)) : behind;
          return new Listing<>(found, next.map(Cursor::text), notice);
        }
      }
      if (behind.isEmpty()) {
        return new Listing<>(found, Optional.empty(), notice);
      }
      at = behind.get();
    }
    return new Listing<>(found, Optional.of(at.text()), notice);
  }

  /**
   * A page of a provider.
   *
   * @param next   its word for the page behind
   * @param notice why something may be missing
   */
  record ProviderPage<T>(List<T> rows, Optional<String> next, Optional<String> notice) {}
}
