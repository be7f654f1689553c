package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.domain.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs a parsed project serves. */
class ParseKeyTest {
  private static final AccountId ACCOUNT = new AccountId(1);
  @TempDir private Path folder;

  @BeforeEach
  void aProfile() throws IOException {
    Files.writeString(folder.resolve("profiles.yml"), "shop: {}\n");
  }

  private Optional<ParseKey> key(Map<String, String> variables) {
    DbtRequest request = new DbtRequest(ACCOUNT, folder.resolve("python"), folder, List.of("build"), variables, Map.of());
    return ParseKey.of(new EnvironmentKey(ACCOUNT, folder.resolve("python"), "a stamp"), request, new ParseWords(List.of(), folder), variables);
  }

  @Test
  void theHomeOfARunAndItsPlaceInATraceMakeNoDifference() {
    assertEquals(key(Map.of("DBT_REGION", "eu")), key(Map.of("DBT_REGION", "eu", "HOME", "/x", "TRACEPARENT", "00-a-b-01")));
  }

  @Test
  void anyOtherVariableDoes() {
    assertNotEquals(key(Map.of("DBT_REGION", "eu")), key(Map.of("DBT_REGION", "us")));
  }
}
