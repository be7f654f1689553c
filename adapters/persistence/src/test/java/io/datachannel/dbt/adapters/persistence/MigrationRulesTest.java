package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations that come behind the baseline leave the statements of the version before them working. */
@Tag("fault-51")
class MigrationRulesTest {
  /** The newest migration of the last release; of the first one, that with which this rule came. */
  private static final int BASELINE = 76;
  private static final Path MIGRATIONS = Path.of("..", "..", "db", "migrations");

  @Test
  void laterMigrationsTakeNothingFromTheVersionBefore() {
    assertEquals(List.of(), behind(BASELINE).flatMap(file -> MigrationRules.breaches(text(file)).stream().map(breach -> file + " " + breach)).toList());
  }

  /** Some of those before the first release do what is refused from then on. */
  @Test
  void theRulesLookAtTheMigrationsThatThereAre() {
    List<Path> all = behind(0).toList();

    assertTrue(all.size() > 40, "only " + all);
    assertTrue(all.stream().anyMatch(file -> !MigrationRules.breaches(text(file)).isEmpty()));
    assertEquals(List.of(), all.stream().flatMap(file -> MigrationRules.breaches(text(file)).stream()).filter(breach -> breach.contains("no rule knows"))
        .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "DROP TABLE ${admin}.t",
      "RENAME TABLE ${admin}.t TO ${admin}.u",
      "ALTER TABLE ${admin}.t RENAME TO ${admin}.u",
      "ALTER TABLE ${admin}.t DROP COLUMN a",
      "ALTER TABLE ${admin}.t ADD COLUMN b INT, DROP a",
      "ALTER TABLE ${admin}.t CHANGE COLUMN a b INT",
      "ALTER TABLE ${admin}.t RENAME COLUMN a TO b",
      "ALTER TABLE ${admin}.t ADD COLUMN a INT NOT NULL COMMENT 'default; none'",
      "ALTER TABLE ${admin}.t ADD COLUMN a INT NOT NULL, ADD COLUMN b INT NOT NULL DEFAULT 1",
      "ALTER TABLE ${admin}.t ADD a INT NOT NULL",
      "ALTER TABLE ${admin}.t MODIFY COLUMN a INT NOT NULL",
      "ALTER TABLE ${admin}.t ADD UNIQUE KEY k (a)",
      "CREATE UNIQUE INDEX k ON ${admin}.t (a)",
      "ALTER TABLE ${admin}.t ADD FOREIGN KEY (a) REFERENCES ${admin}.u(id)",
      "GRANT ALL ON *.* TO someone"})
  void eachRuleHasAnExampleThatBreaksIt(String statement) {
    assertEquals(1, MigrationRules.breaches(statement + ";").size(), () -> MigrationRules.breaches(statement).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "CREATE TABLE ${admin}.t (id INT PRIMARY KEY, a INT NOT NULL, UNIQUE KEY k (a), FOREIGN KEY (a) REFERENCES ${admin}.u(id))",
      "ALTER TABLE ${admin}.t ADD COLUMN a INT COMMENT 'Is it NOT NULL? DROP COLUMN b; RENAME COLUMN c TO d'",
      "ALTER TABLE ${admin}.t ADD COLUMN a INT NOT NULL DEFAULT 0, ADD COLUMN b BOOLEAN DEFAULT FALSE NOT NULL",
      "ALTER TABLE ${admin}.t ADD COLUMN b INT, DROP KEY k, ADD KEY l (a) COMMENT 'For what?', DROP FOREIGN KEY f",
      "ALTER TABLE ${admin}.t MODIFY COLUMN a VARCHAR(300)",
      "-- DROP TABLE ${admin}.t;\nINSERT INTO ${admin}.e_words (name) VALUES ('drop table; x')"})
  void whatOnlyAddsIsTaken(String statement) {
    assertEquals(List.of(), MigrationRules.breaches(statement + ";"));
  }

  private static Stream<Path> behind(int version) {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files.filter(file -> Integer.parseInt(file.getFileName().toString().substring(1, 4)) > version).sorted().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
