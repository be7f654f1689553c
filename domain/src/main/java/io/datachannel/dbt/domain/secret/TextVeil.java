package io.datachannel.dbt.domain.secret;

/** For text of no kind: a piece becomes three stars. */
final class TextVeil implements Veil {
  static final String STARS = "***";

  private boolean within;

  @Override
  public void seen(String text, int from, int to, StringBuilder out) {
    out.append(text, from, to);
    within = false;
  }

  @Override
  public void concealed(String text, int from, int to, StringBuilder out) {
    if (!within) {
      out.append(STARS);
    }
    within = true;
  }
}
