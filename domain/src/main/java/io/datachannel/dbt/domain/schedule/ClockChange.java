package io.datachannel.dbt.domain.schedule;

/**
 * What a schedule does on the day of a clock change. A cadence that follows elapsed time, such as an hourly one, fires in both of two
 * equal hours whatever {@code overlap} says.
 *
 * @param gap     for a local time that does not exist
 * @param overlap for a local time that exists twice
 */
public record ClockChange(Gap gap, Overlap overlap) {
  public static final ClockChange STANDARD = new ClockChange(Gap.NEXT_MOMENT, Overlap.FIRST);

  /** Fire at the first moment behind the gap, or not at all on this day. */
  public enum Gap { NEXT_MOMENT, SKIP }

  /** Which of the two moments fires. */
  public enum Overlap { FIRST, LAST, BOTH }
}
