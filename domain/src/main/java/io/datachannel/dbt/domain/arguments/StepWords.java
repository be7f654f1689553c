package io.datachannel.dbt.domain.arguments;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One call of dbt as words: what a project keeps, and what people read.
 *
 * @param command     dbt's word, for example run
 * @param arguments   of this call alone
 * @param fullRefresh whether incremental models are built anew
 */
public record StepWords(String command, DbtArguments arguments, boolean fullRefresh) {

  /** A command alone. */
  public StepWords(String command) {
    this(command, DbtArguments.NONE, false);
  }

  /** Whether the command says all of it. */
  public boolean isBare() {
    return arguments.words().isEmpty() && !fullRefresh;
  }

  /** On one line, as dbt's command line has it; what holds blanks is in quotes. */
  public String text() {
    String options = arguments.words().stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
    return command + options + (fullRefresh ? " --full-refresh" : "");
  }

  /** The calls on one line. */
  public static String text(List<StepWords> steps) {
    return steps.stream().map(StepWords::text).collect(Collectors.joining("; "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./*-]+") ? word : "'" + word.replaceAll("\\p{Cntrl}", " ") + "'";
  }
}
