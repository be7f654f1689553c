package io.datachannel.dbt.adapters.rest.caller;

/** The request carries no token that the service knows. */
public final class Unauthenticated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unauthenticated() {
    super("no known token");
  }
}
