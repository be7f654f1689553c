package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.domain.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  /** Code of an earlier call of the same run may have put something else in its place. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aProfileThatIsAPipeALinkOrTooLargeIsNone() throws IOException {
    Path profile = folder.resolve("profiles.yml");
    Files.move(profile, folder.resolve("other.yml"));

    try (Processes processes = new Processes(Programs.ofService())) {
      processes.run(new Command(List.of("mkfifo", profile.toString()), folder, Map.of()), Duration.ofSeconds(30));
    }
    assertTrue(Files.exists(profile));
    assertEquals(Optional.empty(), key(Map.of()));

    Files.delete(profile);
    Files.createSymbolicLink(profile, folder.resolve("other.yml"));
    assertEquals(Optional.empty(), key(Map.of()));

    Files.delete(profile);
    Files.writeString(profile, "#".repeat((1 << 20) + 1));
    assertEquals(Optional.empty(), key(Map.of()));

    Files.writeString(profile, "shop: {}\n");
    assertTrue(key(Map.of()).isPresent());
  }
}
