package io.datachannel.dbt.bootstrap.settings;

import io.datachannel.dbt.adapters.process.SandboxNetwork;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of the service.
 *
 * @param dataFolder      where everything that the service keeps on disk lies
 * @param host            the address to listen on
 * @param port            the TCP port to listen on; 0 for any free one
 * @param runsAtOnce      how many runs this copy carries out at the same time
 * @param refreshesAtOnce likewise for refresh jobs
 * @param lease           after which work of a copy that was not heard of counts as lost. By 40 s the database may be away for 20 s just before a
 *                        renewal, and need some more to come up, and no run is lost by that
 * @param logUploadMegabytes the longest log that MetaAPI takes
 * @param spoolMegabytes  what logs and artifacts may take of the data folder's disk until the storage has them
 * @param uv              a uv to use; by default one is put into the data folder
 * @param bucket          keeps logs and artifacts; by default a folder in the data folder does
 * @param jwt             whose signed tokens are taken beside the API tokens; by default no one's
 * @param observe         what it tells of itself
 * @param web             a folder with the page's files, for those who work on them; by default those of the build
 */
public record ServiceSettings(
    Path dataFolder,
    String host,
    int port,
    int runsAtOnce,
    int refreshesAtOnce,
    Duration lease,
    int logUploadMegabytes,
    int spoolMegabytes,
    Optional<Path> uv,
    DbtServerChoice dbtServers,
    SandboxChoice sandbox,
    Optional<BucketChoice> bucket,
    QueueChoice queue,
    DatabaseChoice database,
    GitChoice git,
    ProviderChoice providers,
    Optional<JwtChoice> jwt,
    NotifyChoice notifications,
    ObserveChoice observe,
    Optional<Path> web) {

  /**
   * How accounts share the executors.
   *
   * @param runsPerAccount   how many runs of one account are carried out at once, in all copies together
   * @param queuedPerAccount how many runs of one account may wait
   * @param drain            how long runs may go on once the service is to stop
   */
  public record QueueChoice(int runsPerAccount, int queuedPerAccount, Duration drain) {}

  /**
   * The database.
   *
   * @param url a JDBC URL of MySQL or MariaDB; absent for the embedded MariaDB in the data folder
   */
  public record DatabaseChoice(
      Optional<String> url, String user, String password, String adminSchema, String logsSchema, int poolSize) {
    @Override
    public String toString() {
      return "DatabaseChoice[" + url.orElse("embedded") + "]";
    }
  }

  /**
   * Processes that are kept ready for runs of dbt.
   *
   * @param megabytes what all of them together may hold in memory; 0 for none
   * @param idle      after which an unused one is ended
   */
  public record DbtServerChoice(int megabytes, Duration idle) {}

  /**
   * Where users' code runs.
   *
   * @param processes          and threads of one sandbox
   * @param memoryMegabytes    of one process in it, and of all of them where there are control groups
   * @param fileMegabytes      the longest file that is written in it
   * @param temporaryMegabytes of its /tmp, in memory
   * @param accountMegabytes   what the files of an account may take of the disk
   * @param readable           folders of the machine that are seen in it besides the usual ones
   */
  public record SandboxChoice(Mode mode, int processes, int memoryMegabytes, int fileMegabytes, int temporaryMegabytes, int accountMegabytes,
      List<Path> readable, SandboxNetwork network) {
    /** Without one the service does not start, runs the code of its own account alone, or that of all. */
    public enum Mode { REQUIRED, AUTO, OFF }
  }

  /**
   * A bucket of AWS S3 or of another store that speaks its protocol.
   *
   * @param endpoint  absent for AWS itself
   * @param prefix    before every key; empty, or ends with a slash
   * @param pathStyle whether the bucket stands in the path of an address and not in its host
   * @param key       absent for what AWS finds by itself: environment, container, instance
   */
  public record BucketChoice(
      String bucket, String region, Optional<URI> endpoint, String prefix, boolean pathStyle, Optional<AccessKey> key) {}

  /** A key of a store. */
  public record AccessKey(String id, Secret secret) {}

  /**
   * Tokens that the platform signs (MicroProfile JWT Authentication 2.1; its own names of these settings are in brackets).
   *
   * @param issuer      mp.jwt.verify.issuer
   * @param key         PEM, JWK or JWK set (mp.jwt.verify.publickey), or where one is read
   * @param audiences   none for any (mp.jwt.verify.audiences)
   * @param algorithm   RS256 or ES256 (mp.jwt.verify.publickey.algorithm)
   * @param skew        of the platform's clock (mp.jwt.verify.clock.skew)
   * @param longest     since its issue, whatever its end says (mp.jwt.verify.token.age)
   */
  public record JwtChoice(String issuer, KeyChoice key, List<String> audiences, String algorithm, Duration skew, Optional<Duration> longest,
      String accountClaim, String userClaim, String rolesClaim) {}

  /** A public key. */
  public sealed interface KeyChoice {
    /** The key itself. */
    record Given(String text) implements KeyChoice {}

    /** A file, or an https address (mp.jwt.verify.publickey.location). */
    record At(String location) implements KeyChoice {}
  }

  /**
   * Which repositories may be reached.
   *
   * @param localFolders  folders that file:// addresses may point into; none by default
   * @param insecureHosts hosts that may be reached by http; none by default
   * @param privateHosts  names, addresses and networks that may be reached though they are not of the Internet; none by default
   * @param fetch         how long fetching a commit may take
   * @param look          how often it is looked whether a branch has moved; empty for never
   */
  public record GitChoice(List<Path> localFolders, List<String> insecureHosts, List<String> privateHosts, int maxMegabytes, int maxFiles,
      Duration fetch, Optional<Duration> look) {}

  /**
   * Where the APIs of the git providers answer, without slashes at the end.
   *
   * @param login this service's registration as an OAuth app of GitHub; without it no one can log in there
   */
  public record ProviderChoice(URI github, URI gitlab, URI bitbucket, Optional<GitHubLogin> login) {}

  /**
   * Who may be told of runs, and how.
   *
   * @param publicUrl     the address of the service in messages, ending with a slash; absent for the one that it listens on
   * @param insecureHosts hosts that messages may be posted to by http; none by default
   * @param privateHosts  names, addresses and networks that messages may be posted to though they are not of the Internet; none by default
   * @param mail          absent when no e-mail is sent
   */
  public record NotifyChoice(Optional<URI> publicUrl, List<String> insecureHosts, List<String> privateHosts, Optional<MailChoice> mail) {}

  /**
   * The SMTP server that takes e-mail.
   *
   * @param login absent for a server that asks for none
   * @param from  the sender's address
   */
  public record MailChoice(String host, int port, Optional<MailLogin> login, String from, MailSecurity security) {}

  /** A user of the mail server. */
  public record MailLogin(String user, Secret password) {}

  /**
   * What the service tells of itself to its operator.
   *
   * @param metricsToken    whom /metrics is shown to; absent for no one
   * @param metricsAccounts how many accounts have metrics of their own
   * @param traces          absent when no traces are sent
   */
  public record ObserveChoice(LogForm log, Optional<Secret> metricsToken, int metricsAccounts, Optional<TraceChoice> traces) {}

  /** The form of the service's own log. */
  public enum LogForm { TEXT, JSON }

  /** A collector that takes traces by OTLP over HTTP. @param endpoint the whole address @param headers of each request */
  public record TraceChoice(URI endpoint, Map<String, Secret> headers) {}

  /** How the way to the mail server is protected. */
  public enum MailSecurity { NONE, STARTTLS, TLS }

  /**
   * An OAuth app of GitHub.
   *
   * @param web      GitHub's pages, without a slash at the end
   * @param callback this service's /api/v1/oauth/github/callback as browsers reach it; absent for the one that was registered
   */
  public record GitHubLogin(URI web, String clientId, Secret clientSecret, Optional<URI> callback) {}
}
