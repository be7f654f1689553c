package io.datachannel.dbt.domain.failure;

/** A value that a caller gave and that breaks a rule of the domain; the message says which values are good. */
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final String field;

  /**
   * @param code  a code to be blamed on the {@link Blame#USER}
   * @param field the name of the field at fault as the API spells it
   */
  public InvalidInput(FailureCode code, String field, String message) {
    super(message);
    this.code = code;
    this.field = field;
  }

  public FailureCode code() {
    return code;
  }

  public String field() {
    return field;
  }
}
