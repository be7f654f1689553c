package io.datachannel.dbt.application.result;

/** There is no such thing under the caller's account; another account's thing is not told apart from none. */
public final class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotFound(String what) {
    super(what);
  }

  /** @param kind the word for the thing, for example run */
  public static NotFound of(String kind, long id) {
    return new NotFound("There is no " + kind + " " + id + " in this account.");
  }
}
