package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.ListingQuery;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a provider's pages, which are larger or smaller than the pages of this service.
 *
 * @param page   the provider's word for the page
 * @param offset how many of its rows were looked at
 */
record Cursor(String page, int offset) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_:-]{1,200})\\.([0-9]{1,4})");

  /**
   * @param first the page that a list begins with
   * @param pages what words for pages look like
   * @throws io.datachannel.dbt.domain.failure.InvalidInput when the text is no cursor
   */
  static Cursor of(String text, String first, Pattern pages) {
    if (text.isEmpty()) {
      return new Cursor(first, 0);
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || !pages.matcher(matcher.group(1)).matches()) {
      throw ListingQuery.badAfter();
    }
    return new Cursor(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  /** What {@link #of} reads. */
  String text() {
    return page + "." + offset;
  }
}
