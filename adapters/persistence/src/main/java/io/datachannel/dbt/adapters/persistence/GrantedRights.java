package io.datachannel.dbt.adapters.persistence;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code SHOW GRANTS} says ("Account Management Statements" of the MySQL reference manual). A line may hold a password's hash: none is shown. */
record GrantedRights(List<String> lines) {
  /** What the service's statements and migrations take. */
  static final List<String> NEEDED = List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "INDEX", "REFERENCES");
  private static final Pattern OF_SCHEMA = Pattern.compile("GRANT (.+?) ON (\\*|`(?:[^`]|``)+`)\\.\\* TO .*");
  private static final Pattern ROLE = Pattern.compile("GRANT [`'\"][^ ]+ TO .*");

  /** Those of the needed ones that the user has not for the whole schema. */
  List<String> missing(String schema) {
    Set<String> found = new TreeSet<>();
    for (String line : lines) {
      Matcher matcher = OF_SCHEMA.matcher(line);
      if (matcher.matches() && covers(matcher.group(2), schema)) {
        found.addAll(Arrays.asList(matcher.group(1).split(", ?")));
      }
    }
    return found.contains("ALL PRIVILEGES") || found.contains("ALL") ? List.of() : NEEDED.stream().filter(right -> !found.contains(right)).toList();
  }

  /** What a role brings is not told. */
  boolean hasRoles() {
    return lines.stream().anyMatch(line -> ROLE.matcher(line).matches());
  }

  /** A name in a grant is a pattern: % for anything, _ for one character, unless a backslash stands before it. */
  private static boolean covers(String object, String schema) {
    if (object.equals("*")) {
      return true;
    }
    String name = object.substring(1, object.length() - 1);
    String pattern = Pattern.compile("\\\\?.", Pattern.DOTALL).matcher(name).results().map(found -> switch (found.group()) {
      case "%" -> ".*";
      case "_" -> ".";
      default -> Pattern.quote(found.group().substring(found.group().length() - 1));
    }).collect(Collectors.joining());
    return schema.matches(pattern);
  }
}
