package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An authority of its own, and certificates that it signed, by openssl. */
final class Certificates {
  private final Path folder;

  /** @param folder empty, for the files */
  Certificates(Path folder) {
    this.folder = folder;
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=test authority", "-days", "3650");
  }

  /** Makes {@code NAME.key} and {@code NAME.crt}. @param commonName who it is for */
  Certificates signed(String name, String commonName) {
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + commonName);
    openssl("x509", "-req", "-in", name + ".csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-out", name + ".crt", "-days", "3650");
    return this;
  }

  String text(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void openssl(String... words) {
    List<String> argv = new ArrayList<>(List.of("openssl"));
    argv.addAll(List.of(words));
    Command command = new Command(argv, folder, Map.of("PATH", Programs.ofService().searchPath()));
    try (Processes processes = new Processes(Programs.ofService())) {
      if (!(processes.run(command, Duration.ofMinutes(1)) instanceof Finish.Finished finished && finished.succeeded())) {
        throw new IllegalStateException("openssl failed: " + argv);
      }
    }
  }
}
