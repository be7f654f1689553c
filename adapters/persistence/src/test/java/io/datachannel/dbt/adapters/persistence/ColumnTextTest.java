package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ColumnTextTest {

  @Test
  void aTextThatFitsIsLeftAlone() {
    String text = "é".repeat(32_767);
    assertSame(text, ColumnText.text(text));
  }

  @Test
  void aCutNeverSplitsACharacter() {
    for (int most = 40; most < 60; most++) {
      String cut = ColumnText.fit("a" + "🦆é€".repeat(30), most);

      assertTrue(cut.getBytes(StandardCharsets.UTF_8).length <= most, cut);
      assertTrue(cut.startsWith("a") && cut.endsWith("€"), cut);
      assertEquals(-1, cut.indexOf('\uFFFD'), cut);
    }
  }

  @Test
  void namesAreCountedInCharactersNotInHalves() {
    assertEquals("🦆🦆", ColumnText.varchar("🦆🦆🦆", 2));
    assertEquals("🦆🦆", ColumnText.varchar("🦆🦆", 2));
  }
}
