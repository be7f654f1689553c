package io.datachannel.dbt.adapters.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a migration, taken apart. Texts in quotes and comments may hold semicolons; there are no procedures in ours. */
record MigrationScript(String text) {
  private static final Pattern PART =
      Pattern.compile("'(?:[^'\\\\]++|''|\\\\.)*+'|`[^`]*`|--[^\\n]*|/\\*.*?\\*/|;|[^'`;/-]+|[/-]", Pattern.DOTALL);

  /** Its statements, without comments. */
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      String part = parts.group();
      if (part.equals(";")) {
        add(statements, statement);
      } else if (!part.startsWith("--") && !part.startsWith("/*")) {
        statement.append(part);
      }
    }
    add(statements, statement);
    return statements;
  }

  private static void add(List<String> statements, StringBuilder statement) {
    if (!statement.toString().isBlank()) {
      statements.add(statement.toString().strip());
    }
    statement.setLength(0);
  }
}
