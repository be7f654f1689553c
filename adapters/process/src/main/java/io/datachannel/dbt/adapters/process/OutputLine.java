package io.datachannel.dbt.adapters.process;

/**
 * A line that a process wrote.
 *
 * @param text without its line end; bytes that are not UTF-8 became U+FFFD
 * @param cut  the line was longer than the command allows, and the rest of it is dropped
 */
public record OutputLine(Source source, String text, boolean cut) {

  /** Which stream it came by. */
  public enum Source { STDOUT, STDERR }

  /** The text, with a marker when it is cut. */
  public String marked() {
    return cut ? text + " … [line cut]" : text;
  }
}
