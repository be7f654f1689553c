package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationScriptTest {
  @Test
  void semicolonsInTextsAndCommentsEndNothing() {
    assertEquals(List.of("create table t (a int comment 'x; it''s \\' y; -- z')", "insert into `a;b` values (1 - 2 / 3)"),
        new MigrationScript("""
            -- first; second
            create table t (a int comment 'x; it''s \\' y; -- z');
            /* no;
               more */
            insert into `a;b` values (1 - 2 / 3);

            """).statements());
  }

  @Test
  void theLastOneNeedsNoSemicolon() {
    assertEquals(List.of("a", "b"), new MigrationScript("a;b").statements());
    assertEquals(List.of(), new MigrationScript(" -- nothing\n").statements());
  }
}
