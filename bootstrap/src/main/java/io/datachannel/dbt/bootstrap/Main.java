package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.bootstrap.demo.Demo;
import io.datachannel.dbt.bootstrap.demo.RestClient;
import io.datachannel.dbt.bootstrap.demo.SampleRepository;
import io.datachannel.dbt.bootstrap.doctor.Report;
import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.Flags;
import io.datachannel.dbt.bootstrap.settings.LoadConfig;
import io.datachannel.dbt.bootstrap.settings.ReadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.Config;

/**
 * The command line: {@code serve}, {@code demo}, {@code doctor}, {@code rotate-keys}, and {@code learn} for the launcher. Exit codes:
 * 1 failed, 2 bad settings; a doctor that finds something to be mended ends with 1.
 */
public final class Main {
  private static final PrintStream OUT = System.out;

  private Main() {}

  public static void main(String[] words) throws InterruptedException {
    // Else each call of Json looks through all jars for an implementation.
    System.setProperty(JsonProvider.JSONP_PROVIDER_FACTORY, "org.eclipse.parsson.JsonProviderImpl");
    try {
      String command = words.length == 0 ? "" : words[0];
      if (command.equals("doctor")) {
        System.exit(doctor(List.of(words).subList(1, words.length)));
      }
      Flags flags = Flags.parse(List.of(words).subList(Math.min(1, words.length), words.length));
      switch (command) {
        case "serve" -> serve(flags);
        case "demo" -> demo(flags);
        case "rotate-keys" -> rotateKeys(flags);
        case "learn" -> learn(flags);
        default -> throw new BadSettings("There is no command '" + command + "'; './run help' lists them.");
      }
    } catch (BadSettings bad) {
      System.err.println("datachannel-dbt: " + bad.getMessage());
      System.exit(2);
    } catch (PortFailure failed) {
      System.err.println("datachannel-dbt: " + failed.getMessage() + " (" + failed.code() + ")");
      System.exit(1);
    }
  }

  private static void serve(Flags flags) throws InterruptedException {
    Logging.start("logging.properties");
    Config config = LoadConfig.from(flags);
    ServiceSettings settings = ReadSettings.from(config);
    Logging.as(settings.observe().log());
    Service service = started(settings, config);
    service.firstToken().ifPresent(token -> OUT.printf("The admin token of this new installation, shown this once: %s%nThe page, logged in with it: %s%n",
        token.reveal(), page(service, token)));
    OUT.println("The service is up at " + service.address() + " (Ctrl-C stops it)");
    untilStopped();
  }

  /** @param words flags of the service, and --json. @return the exit code */
  private static int doctor(List<String> words) {
    Logging.start("logging-doctor.properties");
    List<String> flags = new ArrayList<>(words);
    boolean json = flags.removeIf("--json"::equals);
    Report report = Doctor.report(flags);
    OUT.print(json ? report.json() + System.lineSeparator() : report.text());
    return report.isHealthy() ? 0 : 1;
  }

  private static void rotateKeys(Flags flags) {
    Logging.start("logging-demo.properties");
    KeyExchange.run(ReadSettings.from(LoadConfig.from(flags)), OUT);
  }

  /** Starts, answers and stops, while the JVM writes down which classes that takes. */
  private static void learn(Flags flags) {
    Logging.start("logging.properties");
    Config config = LoadConfig.from(flags);
    Service service = started(ReadSettings.from(config), config);
    RestClient rest = new RestClient(service.address().resolve("/api/v1/"), service.newToken("learn", Role.ADMIN));
    List.of("warehouse-types", "projects", "runs").forEach(rest::get);
    System.exit(0);
  }

  private static void demo(Flags flags) throws InterruptedException {
    Logging.start("logging-demo.properties");
    OUT.println("Starting the service (the first time, this unpacks MariaDB) ...");
    Path samples = ReadSettings.from(LoadConfig.from(flags)).dataFolder().resolve("samples");
    Config config = LoadConfig.from(flags.with("git.local-folders", samples.toString()));
    ServiceSettings settings = ReadSettings.from(config);
    Logging.as(settings.observe().log());
    Service service = started(settings, config);
    Secret token = service.newToken("demo", Role.ADMIN);
    JsonObject run = new Demo(new RestClient(service.address().resolve("/api/v1/"), token), OUT).run(SampleRepository.in(samples));
    tell(service, token, run);
    untilStopped();
  }

  private static void tell(Service service, Secret token, JsonObject run) {
    JsonObject counts = run.getJsonObject("counts");
    OUT.printf("%nRun %d is %s: %d succeeded, %d warned, %d failed, %d skipped; commit %s, dbt-core %s.%n",
        run.getInt("id"), run.getString("status"), counts.getInt("succeeded"), counts.getInt("warned"), counts.getInt("failed"),
        counts.getInt("skipped"), run.getString("commit").substring(0, 10), run.getString("dbtVersion"));
    OUT.printf("Its log: curl -H 'Authorization: Bearer %s' %s%n", token.reveal(),
        service.address().resolve("/api/v1/runs/" + run.getInt("id") + "/log"));
    OUT.println("The page, logged in: " + page(service, token));
    OUT.println("The service is up at " + service.address() + " (Ctrl-C stops it)");
  }

  /** A browser does not send what stands behind the #, and the page takes it out of the address at once. */
  private static String page(Service service, Secret token) {
    return service.address() + "#token=" + token.reveal();
  }

  private static Service started(ServiceSettings settings, Config config) {
    return Service.start(settings, config).untilShutdown();
  }

  private static void untilStopped() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
