package io.datachannel.dbt.adapters.dbt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command line of dbt says about the parse. A command or an option that is in none of the lists may have to do with it, and then the
 * command parses for itself: {@code --full-refresh} and {@code --empty} among them, since a project can ask for them while it is parsed.
 *
 * @param words       the options that a parse depends on, without the folder of the profile
 * @param profilesDir the folder of profiles.yml, which is another one for each run
 */
record ParseWords(List<String> words, Path profilesDir) {
  private static final Set<String> COMMANDS = Set.of("run", "build", "test", "seed", "snapshot", "compile", "parse");
  private static final List<String> FRESHNESS = List.of("source", "freshness");
  private static final Set<String> PARSED = Set.of("--vars", "--profile", "--target", "-t", "--project-dir", "--warn-error-options");
  private static final Set<String> PARSED_FLAGS = Set.of("--warn-error");
  private static final String PROFILES = "--profiles-dir";
  private static final Set<String> OTHER = Set.of("--target-path", "--log-path", "--threads", "--selector", "--indirect-selection");
  private static final Set<String> OTHER_FLAGS = Set.of("--fail-fast", "-x", "--no-fail-fast", "--no-full-refresh", "--no-populate-cache",
      "--no-introspect", "--cache-selected-only");
  private static final Set<String> OTHER_LISTS = Set.of("--select", "-s", "--models", "-m", "--exclude", "--resource-type",
      "--resource-types", "--exclude-resource-type", "--exclude-resource-types");

  /** @param arguments dbt's command line, its command first */
  static Optional<ParseWords> of(List<String> arguments) {
    boolean freshness = arguments.size() > 1 && arguments.subList(0, 2).equals(FRESHNESS);
    if (!freshness && !COMMANDS.contains(arguments.getFirst())) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    Optional<Path> profilesDir = Optional.empty();
    int next = freshness ? 2 : 1;
    while (next < arguments.size()) {
      String word = arguments.get(next);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String option = equals < 0 ? word : word.substring(0, equals);
      boolean list = OTHER_LISTS.contains(option);
      boolean one = PARSED.contains(option) || OTHER.contains(option) || option.equals(PROFILES);
      if (!list && !one && !PARSED_FLAGS.contains(option) && !OTHER_FLAGS.contains(option)) {
        return Optional.empty();
      }
      int end = list ? listEnd(arguments, next + 1) : next + (one && equals < 0 ? 2 : 1);
      if (end > arguments.size()) {
        return Optional.empty();
      }
      if (option.equals(PROFILES)) {
        profilesDir = Optional.of(Path.of(equals < 0 ? arguments.get(next + 1) : word.substring(equals + 1)));
      } else if (PARSED.contains(option) || PARSED_FLAGS.contains(option)) {
        words.addAll(arguments.subList(next, end));
      }
      next = end;
    }
    return profilesDir.map(folder -> new ParseWords(List.copyOf(words), folder));
  }

  private static int listEnd(List<String> arguments, int from) {
    int end = from;
    while (end < arguments.size() && !arguments.get(end).startsWith("-")) {
      end++;
    }
    return end;
  }

  /** A command line that parses the same into a folder of its own. */
  List<String> parsingInto(Path folder) {
    List<String> arguments = new ArrayList<>(List.of("parse"));
    arguments.addAll(words);
    arguments.addAll(List.of(PROFILES, profilesDir.toString(), "--target-path", folder.toString(), "--log-path", folder.toString()));
    return arguments;
  }
}
