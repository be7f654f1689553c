package io.datachannel.dbt.application.workspace;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.path.RelativePath;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault-25")
class StoredElsewhereTest {
  private static final List<String> POINTERS = List.of("data/big.csv", "analytics-old/seeds/a.csv", "analytics/seeds/b.csv");

  private static String refusal(List<String> pointers, String project) {
    return assertThrows(StepFailure.class, () -> StoredElsewhere.refuse(pointers, new RelativePath(project))).failure().message();
  }

  @Test
  void whatIsOfTheProjectIsRefusedByName() {
    String message = refusal(POINTERS, "analytics");

    assertTrue(message.startsWith("The content of 'analytics/seeds/b.csv' is not"), message);
    assertTrue(refusal(POINTERS, "").contains("'analytics-old/seeds/a.csv', 'analytics/seeds/b.csv', 'data/big.csv'"));
  }

  @Test
  void whatLiesBesideItIsNot() {
    StoredElsewhere.refuse(POINTERS, new RelativePath("dbt"));
    StoredElsewhere.refuse(List.of(), RelativePath.HERE);
  }

  @Test
  void ofManyAFewAreShown() {
    String message = refusal(IntStream.range(0, 100).mapToObj("seeds/%02d.csv"::formatted).toList(), "");

    assertTrue(message.contains("'seeds/04.csv' and 95 other files"), message);
  }
}
