package io.datachannel.dbt.domain.warehouse;

/** From which to which line of dbt-core 1 something goes. Both are minor versions, inclusive. */
public record CoreLines(int lowest, int highest) {
  static final CoreLines ALL = new CoreLines(0, Integer.MAX_VALUE);

  static CoreLines only(int minor) {
    return new CoreLines(minor, minor);
  }

  static CoreLines from(int lowest) {
    return new CoreLines(lowest, Integer.MAX_VALUE);
  }

  public boolean has(int minor) {
    return lowest <= minor && minor <= highest;
  }
}
