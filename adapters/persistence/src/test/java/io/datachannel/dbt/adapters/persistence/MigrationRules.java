package io.datachannel.dbt.adapters.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a migration may not do, so that the version before it goes on beside the new one: its statements know neither new columns nor names, and still
 * use the old ones.
 */
final class MigrationRules {
  private static final Pattern ALTER = Pattern.compile("alter table \\S+ (.*)");
  private static final Pattern HARMLESS = Pattern.compile("(?:create table|create index|insert into|update|delete from) .*");
  private static final String NO_COLUMN = "(?!(?:key|index|unique|fulltext|constraint|foreign|check|primary)\\b)";

  private record Rule(String breach, Pattern found) {
    Rule(String breach, String found) {
      this(breach, Pattern.compile(found));
    }
  }

  private static final List<Rule> OF_STATEMENTS = List.of(
      new Rule("drops something", "drop .*"),
      new Rule("renames a table", "rename .*"),
      new Rule("forbids rows that there may be", "create unique index .*"));
  private static final List<Rule> OF_CLAUSES = List.of(
      new Rule("renames a table", "rename (?!column\\b|key\\b|index\\b).*"),
      new Rule("drops a column", "drop (?!(?:key|index|foreign key|constraint|check)\\b).*"),
      new Rule("renames a column", "(?:change|rename column) .*"),
      new Rule("adds a column that must be given", "add (?:column )?" + NO_COLUMN + "(?!.*\\b(?:default|auto_increment|generated|as) ).*\\bnot null\\b.*"),
      new Rule("forbids NULL in a column that had it", "modify .*\\bnot null\\b.*"),
      new Rule("forbids rows that there may be", "add (?:unique|constraint|foreign|check|primary)\\b.*"));

  private MigrationRules() {}

  /** What the migration does of that. */
  static List<String> breaches(String script) {
    return new MigrationScript(script).statements().stream().map(MigrationRules::plain).flatMap(MigrationRules::ofStatement).toList();
  }

  private static Stream<String> ofStatement(String statement) {
    Matcher alter = ALTER.matcher(statement);
    if (alter.matches()) {
      return clauses(alter.group(1)).stream().flatMap(clause -> breached(OF_CLAUSES, clause));
    }
    List<String> breaches = breached(OF_STATEMENTS, statement).toList();
    return !breaches.isEmpty() || HARMLESS.matcher(statement).matches() ? breaches.stream()
        : Stream.of("is a statement of a kind that no rule knows: " + statement);
  }

  private static Stream<String> breached(List<Rule> rules, String text) {
    return rules.stream().filter(rule -> rule.found().matcher(text).matches()).map(Rule::breach);
  }

  /** At commas that stand in no brackets. */
  private static List<String> clauses(String text) {
    List<String> clauses = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
      if (letter == ',' && depth == 0) {
        clauses.add(text.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    clauses.add(text.substring(begin).strip());
    return clauses;
  }

  /** In one line of small letters, without texts, which may hold anything, and without back quotes. */
  private static String plain(String statement) {
    return statement.replaceAll("'(?:[^'\\\\]++|''|\\\\.)*+'", "''").replace("`", "").replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }
}
