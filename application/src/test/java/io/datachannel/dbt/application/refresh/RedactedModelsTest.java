package io.datachannel.dbt.application.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.application.dbt.Manifests.ManifestContent;
import io.datachannel.dbt.application.projects.ModelBuilder;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault-36")
class RedactedModelsTest {
  /** A word that is also a name, and a token that is none. */
  private static final String WORD = "analytics";
  private static final String TOKEN = "ghp_0123456789abcdef";

  private final RedactedModels redacted = new RedactedModels(new Redactor(List.of(new Secret(WORD), new Secret(TOKEN))));

  @Test
  void textLosesSecretsAndNamesKeepWhatIsAWord() {
    Model model = ModelBuilder.aModel("analytics").writing(new Relation("", WORD, "orders")).tagged(WORD, TOKEN)
        .described("by " + WORD + " and " + TOKEN).build();
    ModelDetail detail = new ModelDetail(model.uniqueId(), "sql", "raw " + WORD, Optional.of("compiled " + TOKEN),
        List.of(new ModelColumn(WORD, Optional.empty(), "column " + WORD)), List.of(), List.of(), "{\"" + WORD + "\":\"" + TOKEN + "\"}");

    ManifestContent content = redacted.of(new ManifestContent(List.of(model), List.of(detail), List.of()));

    Model kept = content.models().getFirst();
    assertEquals(List.of(model.uniqueId(), WORD, WORD + ".orders", "by *** and ***"),
        List.of(kept.uniqueId(), kept.name(), kept.relation().orElseThrow().dotted(), kept.description()));
    assertEquals(List.of(WORD, "***"), kept.tags());
    ModelDetail shown = content.details().getFirst();
    assertEquals(List.of("raw ***", "compiled ***", WORD, "column ***", "{\"***\":\"***\"}"), List.of(shown.rawSql(), shown.compiledSql().orElseThrow(),
        shown.columns().getFirst().name(), shown.columns().getFirst().description(), shown.meta()));
    assertFalse(content.toString().contains(TOKEN));
  }

  /** A project may write anything where one of few words is expected. */
  @Test
  void soDoWhatAModelIsMadeAsItsLanguageAndItsChecksum() {
    Model model = new Model("model.shop.orders", ResourceType.MODEL, "orders", List.of("shop", "orders"), "models/orders.sql", Optional.of(TOKEN), List.of(), List.of(),
        Optional.empty(), "", TOKEN);
    ModelDetail detail = new ModelDetail(model.uniqueId(), TOKEN, "", Optional.empty(), List.of(), List.of(), List.of(), "{}");

    ManifestContent content = redacted.of(new ManifestContent(List.of(model), List.of(detail), List.of()));

    assertEquals(Optional.of("***"), content.models().getFirst().materialized());
    assertEquals("***", content.models().getFirst().checksum());
    assertEquals("***", content.details().getFirst().language());
  }
}
