package io.datachannel.dbt.application.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The runner's lines are written by users' code: any text of them may be a secret. */
@Tag("fault-36")
class RedactedEventsTest {
  private static final String TOKEN = "ghp_0123456789abcdef";
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private final Redactor redactor = new Redactor(List.of(new Secret(TOKEN), new Secret("success"), new Secret("model")));

  @Test
  void noTextOfAnEventKeepsASecret() {
    for (DbtEvent event : List.of(new LogLine(AT, LogLevel.INFO, TOKEN, Optional.of(TOKEN)), new NodeStarted(AT, TOKEN, TOKEN, TOKEN),
        new NodeFinished(AT, result(TOKEN, TOKEN, TOKEN)))) {
      assertFalse(RedactedEvents.of(event, redactor).toString().contains(TOKEN), event.getClass().getSimpleName());
    }
  }

  @Test
  void aSecretThatIsAWordChangesNoKindAndNoStatus() {
    NodeResult result = result("model.shop.orders", "model", "success");

    assertEquals(result, RedactedEvents.of(result, redactor));
  }

  private static NodeResult result(String id, String resourceType, String status) {
    String other = id.equals(TOKEN) ? TOKEN : "";
    return new NodeResult(id, resourceType, id, status, Optional.of(AT), Duration.ZERO, OptionalLong.empty(), other, other);
  }
}
