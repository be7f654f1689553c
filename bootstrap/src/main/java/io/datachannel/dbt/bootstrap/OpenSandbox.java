package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.process.Bubblewrap;
import io.datachannel.dbt.adapters.process.Bubblewrap.Search.Found;
import io.datachannel.dbt.adapters.process.Bubblewrap.Search.Missing;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.Sandbox;
import io.datachannel.dbt.adapters.process.SandboxLimits;
import io.datachannel.dbt.adapters.process.SandboxNetwork;
import io.datachannel.dbt.application.workspace.AdmitCode;
import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.SandboxChoice;
import io.datachannel.dbt.domain.account.AccountId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The processes of the service, in the sandbox where there is one, and whose code may run then. Which it is the log says in one line.
 */
record OpenSandbox(Processes processes, AdmitCode admit, Sandbox sandbox) implements AutoCloseable {
  private static final Logger LOG = System.getLogger(OpenSandbox.class.getName());

  /**
   * @param folder for the sandbox's own files
   * @param local  the account whose code is trusted where there is no sandbox
   * @throws BadSettings when one is required and there is none
   */
  static OpenSandbox of(SandboxChoice choice, Path folder, AccountId local) {
    return of(choice, folder, local, Programs.ofService());
  }

  /** The same with programs from another place. */
  static OpenSandbox of(SandboxChoice choice, Path folder, AccountId local, Programs programs) {
    return switch (choice.mode()) {
      case OFF -> {
        LOG.log(Level.WARNING, "There is no sandbox (--sandbox off): the code of every account can read what the service can read");
        yield open(Sandbox.NONE, AdmitCode.OF_ALL);
      }
      case AUTO, REQUIRED -> searched(choice, folder, local, programs);
    };
  }

  private static OpenSandbox searched(SandboxChoice choice, Path folder, AccountId local, Programs programs) {
    return switch (Bubblewrap.search(programs, folder, limits(choice), choice.network())) {
      case Found(Sandbox sandbox, Optional<String> sharesNetwork) -> {
        sharesNetwork.ifPresentOrElse(
            reason -> LOG.log(choice.network().kind() == SandboxNetwork.Kind.SHARED ? Level.INFO : Level.WARNING,
                "Users'' code runs in a sandbox (bubblewrap), on the machine''s network, since {0}: it reaches what listens on this machine, and the"
                    + " metadata of a cloud", reason),
            () -> LOG.log(Level.INFO, "Users' code runs in a sandbox (bubblewrap), on a network of its own (slirp4netns)"));
        yield open(sandbox, AdmitCode.OF_ALL);
      }
      case Missing(String reason) -> {
        if (choice.mode() == SandboxChoice.Mode.REQUIRED) {
          throw new BadSettings("--sandbox required: there is none, since " + reason + ".");
        }
        LOG.log(Level.WARNING, "There is no sandbox, since {0}. Only the code of account {1} runs; --sandbox off lets that of all run",
            reason, Long.toString(local.value()));
        yield open(Sandbox.NONE, new AdmitCode(Optional.of(local)));
      }
    };
  }

  private static OpenSandbox open(Sandbox sandbox, AdmitCode admit) {
    return new OpenSandbox(new Processes(Programs.ofService(), sandbox), admit, sandbox);
  }

  /** Kills everything that is still running. */
  @Override
  public void close() {
    processes.close();
    sandbox.close();
  }

  static SandboxLimits limits(SandboxChoice choice) {
    return new SandboxLimits(choice.processes(), choice.memoryMegabytes(), choice.fileMegabytes(), choice.temporaryMegabytes(), choice.readable());
  }
}
