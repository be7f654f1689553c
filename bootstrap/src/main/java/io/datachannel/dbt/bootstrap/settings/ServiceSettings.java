package io.datachannel.dbt.bootstrap.settings;

import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of the service.
 *
 * @param dataFolder      where everything that the service keeps on disk lies
 * @param host            the address to listen on
 * @param port            the TCP port to listen on; 0 for any free one
 * @param runsAtOnce      how many runs this copy carries out at the same time
 * @param refreshesAtOnce likewise for refresh jobs
 * @param logUploadMegabytes the longest log that MetaAPI takes
 * @param uv              a uv to use; by default one is put into the data folder
 * @param bucket          keeps logs and artifacts; by default a folder in the data folder does
 */
public record ServiceSettings(
    Path dataFolder,
    String host,
    int port,
    int runsAtOnce,
    int refreshesAtOnce,
    int logUploadMegabytes,
    Optional<Path> uv,
    Optional<BucketChoice> bucket,
    DatabaseChoice database,
    GitChoice git,
    ProviderChoice providers) {

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
   * Which repositories may be reached.
   *
   * @param localFolders  folders that file:// addresses may point into; none by default
   * @param insecureHosts hosts that may be reached by http; none by default
   */
  public record GitChoice(List<Path> localFolders, List<String> insecureHosts, int maxMegabytes, int maxFiles) {}

  /**
   * Where the APIs of the git providers answer, without slashes at the end.
   *
   * @param login this service's registration as an OAuth app of GitHub; without it no one can log in there
   */
  public record ProviderChoice(URI github, URI gitlab, URI bitbucket, Optional<GitHubLogin> login) {}

  /**
   * An OAuth app of GitHub.
   *
   * @param web      GitHub's pages, without a slash at the end
   * @param callback this service's /api/v1/oauth/github/callback as browsers reach it; absent for the one that was registered
   */
  public record GitHubLogin(URI web, String clientId, Secret clientSecret, Optional<URI> callback) {}
}
