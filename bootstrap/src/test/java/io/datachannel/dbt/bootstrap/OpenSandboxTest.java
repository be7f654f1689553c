package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.SandboxNetwork;
import io.datachannel.dbt.application.workspace.AdmitCode;
import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.SandboxChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.SandboxChoice.Mode;
import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose code runs with a sandbox, and on a machine that has none. */
class OpenSandboxTest {
  private static final AccountId LOCAL = new AccountId(1);

  @TempDir private Path folder;

  @Test
  void inTheSandboxTheCodeOfAllRuns() {
    assertEquals(AdmitCode.OF_ALL, admitted(Mode.REQUIRED, Programs.ofService()));
    assertEquals(AdmitCode.OF_ALL, admitted(Mode.AUTO, Programs.ofService()));
  }

  @Test
  void withoutOneOnlyThatOfTheLocalAccountUnlessTheOperatorTrustsAll() {
    assertEquals(new AdmitCode(Optional.of(LOCAL)), admitted(Mode.AUTO, without()));
    assertEquals(AdmitCode.OF_ALL, admitted(Mode.OFF, without()));
  }

  @Test
  void whereOneIsRequiredTheServiceSaysWhatIsMissing() {
    String refusal = assertThrows(BadSettings.class, () -> admitted(Mode.REQUIRED, without())).getMessage();
    assertTrue(refusal.contains("--sandbox required") && refusal.contains("apt-get install bubblewrap"), refusal);
  }

  private Programs without() {
    return new Programs(folder.toString());
  }

  private AdmitCode admitted(Mode mode, Programs programs) {
    try (OpenSandbox open = OpenSandbox.of(new SandboxChoice(mode, 100, 1000, 100, 100, 1000, List.of(), SandboxNetwork.SHARED), folder.resolve("sandbox"), LOCAL, programs)) {
      return open.admit();
    }
  }
}
