package io.datachannel.dbt.adapters.process;

/**
 * A line that a process wrote, or a piece of one.
 *
 * @param text   without its line end; bytes that are not UTF-8 became U+FFFD
 * @param goesOn the line is longer than the command allows, and the next one of its source goes on with it
 */
public record OutputLine(Source source, String text, boolean goesOn) {

  /** Which stream it came by. */
  public enum Source { STDOUT, STDERR }
}
