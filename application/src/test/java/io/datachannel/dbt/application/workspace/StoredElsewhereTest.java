package io.datachannel.dbt.application.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.path.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fault-25")
class StoredElsewhereTest {
  private static final List<String> POINTERS = List.of("data/big.csv", "analytics-old/seeds/a.csv", "analytics/seeds/b.csv");

  @TempDir private Path folder;

  private void refuse(List<String> pointers, String project) throws IOException {
    refuse(pointers, project, """
        name: shop
        seed-paths: ["seeds", 'loaded/']
        model-paths:
          - models
          - analytics-old
        """);
  }

  private void refuse(List<String> pointers, String project, String settings) throws IOException {
    Files.writeString(folder.resolve("dbt_project.yml"), settings);
    StoredElsewhere.refuse(pointers, new RelativePath(project), folder);
  }

  private String refusal(List<String> pointers, String project) {
    return assertThrows(StepFailure.class, () -> refuse(pointers, project)).failure().message();
  }

  @Test
  void whatIsOfTheProjectIsRefusedByName() {
    String message = refusal(POINTERS, "analytics");

    assertTrue(message.startsWith("The content of 'analytics/seeds/b.csv' is not"), message);
    assertTrue(refusal(POINTERS, "").contains("'analytics-old/seeds/a.csv', 'data/big.csv'"));
    assertTrue(refusal(List.of("loaded/a.csv", "dbt_project.yml", "exports/b.csv"), "").contains("'dbt_project.yml', 'loaded/a.csv'"));
  }

  @Test
  void whatLiesBesideItIsNot() throws IOException {
    refuse(POINTERS, "dbt");
    refuse(List.of("docs/report.md", "exports/b.csv", "models-of-ml/a.py"), "");
    refuse(List.of(), "");
    refuse(List.of("docs/logo.png"), "", "model-paths: [\"models\"]  # staging / marts . docs\nseed-paths:\n  - seeds  # ./docs\n  - /\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed-paths: [\"./seeds_lfs\"]", "\"seed-paths\": [seeds_lfs]", "seed-paths: ['.']", "model-paths: [./]", "'seed-paths':\n  - .//./seeds_lfs/"})
  void foldersAreKnownByWhicheverNameDbtTakesForThem(String settings) {
    assertThrows(StepFailure.class, () -> refuse(List.of("seeds_lfs/a.csv"), "", settings + "\n"));
  }

  /** Lists of any length, slashes without end, many folders beside many pointers: what takes all ways to look would take hours, or the stack. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whateverIsNamedIsReadInTime() throws IOException {
    List<String> many = IntStream.range(0, 5000).mapToObj("docs/%04d.md"::formatted).toList();

    refuse(many, "", "model-paths:\n" + IntStream.range(0, 100_000).mapToObj("- %d\n"::formatted).collect(Collectors.joining()));
    refuse(many, "", "model-paths: [" + "/".repeat(1_000_000) + "x]");
    refuse(many, "", "model-paths" + "\n".repeat(1_000_000));
    assertThrows(StepFailure.class, () -> refuse(many, "", "model-paths:\n" + "- x\n".repeat(100_000) + "- docs\n"));
  }

  @Test
  void settingsLargerThanPeopleWriteAreRefused() {
    StepFailure refused = assertThrows(StepFailure.class, () -> refuse(POINTERS, "dbt", "#".repeat(1024 * 1024 + 1)));

    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, refused.failure().code());
    assertTrue(refused.failure().message().startsWith("dbt_project.yml is larger than 1 MiB"), refused.failure().message());
  }

  @Test
  void ofManyAFewAreShown() {
    String message = refusal(IntStream.range(0, 100).mapToObj("seeds/%02d.csv"::formatted).toList(), "");

    assertTrue(message.contains("'seeds/04.csv' and 95 other files"), message);
  }
}
