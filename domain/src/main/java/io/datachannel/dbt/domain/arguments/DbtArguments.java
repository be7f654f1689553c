package io.datachannel.dbt.domain.arguments;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The user's part of dbt's command line ("Parameters for args list" of the specification), checked word by word.
 * The service's own arguments win; one that says the same thing as a field of the run is a conflict and is refused.
 */
public record DbtArguments(List<String> words) {
  private static final int MOST = 100;

  public static final DbtArguments NONE = new DbtArguments(List.of());
  /** A test is built when it is selected itself, not when a model that it tests is. */
  public static final DbtArguments WITHOUT_TESTS_OF_SELECTED = new DbtArguments(List.of("--indirect-selection", "empty"));

  /** Takes the words as they are, so that what was stored can be read after the rules have changed. */
  public DbtArguments {
    words = List.copyOf(words);
  }

  /** @throws InvalidInput when a word is forbidden, not known, or has too few or too many values */
  public static DbtArguments of(List<String> words) {
    if (words.size() > MOST) {
      throw new InvalidInput(FailureCode.ARGUMENT_INVALID, "arguments", "'arguments' may hold at most " + MOST + " words.");
    }
    optionsOf(words);
    return new DbtArguments(words);
  }

  /** These words, and after them those of a run. */
  public DbtArguments with(DbtArguments more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(more.words);
    return new DbtArguments(all);
  }

  /** Whether the list itself says which nodes dbt builds. */
  public boolean selects() {
    return !Collections.disjoint(optionsOf(words), DbtOption.SELECTING);
  }

  /** These words without the options that say which nodes are built, in the place of which others are named. */
  public DbtArguments withoutSelection() {
    List<String> kept = new ArrayList<>();
    int next = 0;
    while (next < words.size()) {
      String word = words.get(next);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      DbtOption option = DbtOption.named(equals < 0 ? word : word.substring(0, equals));
      int end = valuesEnd(option, equals >= 0, words, next + 1);
      if (!DbtOption.SELECTING.contains(option) && option != DbtOption.INDIRECT_SELECTION) {
        kept.addAll(words.subList(next, end));
      }
      next = end;
    }
    return new DbtArguments(kept);
  }

  /**
   * @param selects     the run names its models
   * @param fullRefresh the run asks for a full refresh
   * @param vars        the run or its project gives vars
   * @throws InvalidInput with {@link FailureCode#ARGUMENT_CONFLICT} when the list gives what the run gives, too
   */
  public void checkAgainstService(boolean selects, boolean fullRefresh, boolean vars) {
    Set<DbtOption> options = optionsOf(words);
    if (selects && !Collections.disjoint(options, DbtOption.SELECTING)) {
      throw conflict("models", "--select, --exclude, --selector and --resource-type");
    }
    if (fullRefresh && options.contains(DbtOption.NO_FULL_REFRESH)) {
      throw conflict("fullRefresh", "--no-full-refresh");
    }
    if (vars && options.contains(DbtOption.VARS)) {
      throw conflict("vars", "--vars");
    }
  }

  private static InvalidInput conflict(String field, String option) {
    return new InvalidInput(FailureCode.ARGUMENT_CONFLICT, "arguments",
        "'arguments' holds " + option + ", and '" + field + "' of the run or its project says the same: leave one of them out.");
  }

  private static Set<DbtOption> optionsOf(List<String> words) {
    Set<DbtOption> options = new LinkedHashSet<>();
    int next = 0;
    while (next < words.size()) {
      String word = words.get(next++);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      DbtOption option = DbtOption.named(equals < 0 ? word : word.substring(0, equals));
      options.add(option);
      next = valuesEnd(option, equals >= 0, words, next);
    }
    return options;
  }

  /** The index behind the values of an option. */
  private static int valuesEnd(DbtOption option, boolean inline, List<String> words, int from) {
    int end = from;
    boolean takesMore = switch (option.arity()) {
      case NONE -> false;
      case ONE -> !inline;
      case MANY -> true;
    };
    if (option.arity() == DbtOption.Arity.NONE && inline) {
      throw invalid("'" + option.spelling() + "' takes no value.");
    }
    while (takesMore && end < words.size() && !words.get(end).startsWith("-")) {
      end++;
      takesMore = option.arity() == DbtOption.Arity.MANY;
    }
    if (option.arity() != DbtOption.Arity.NONE && !inline && end == from) {
      throw invalid("'" + option.spelling() + "' needs a value behind it.");
    }
    return end;
  }

  private static InvalidInput invalid(String message) {
    return new InvalidInput(FailureCode.ARGUMENT_INVALID, "arguments", message);
  }
}
