package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that dbt needs for one run: the project's files, the environment and the profile. Closing it deletes the profile, and gives the
 * checkout back.
 *
 * @param checkout      shared with other work on the same commit
 * @param projectFolder of dbt_project.yml, in the checkout
 * @param folder        of this work alone
 * @param stamp         what a manifest is of that is parsed here
 * @param redactor      takes all secrets that the work knows out of what is kept or shown of it
 */
public record Workspace(
    Checkout checkout, Path projectFolder, Path folder, Environment environment, WrittenProfile profile, ManifestStamp stamp,
    Warehouse warehouse, ProjectCalls calls, Redactor redactor)
    implements AutoCloseable {

  /** The same work in another folder of dbt_project.yml. */
  Workspace in(Path otherProjectFolder) {
    return new Workspace(checkout, otherProjectFolder, folder, environment, profile, stamp, warehouse, calls, redactor);
  }

  /** For {@code --target-path}: every run has its own, so that no two mix up their manifests. */
  public Path targetFolder() {
    return folder.resolve("target");
  }

  private Path logFolder() {
    return folder.resolve("logs");
  }

  /** What dbt, git and users' code keep in their home ends with the work. */
  private Path home() {
    return folder.resolve("home");
  }

  /** The file that parsing writes. */
  public Path manifest() {
    return targetFolder().resolve("manifest.json");
  }

  /** A dbt command, of one word or two, with the user's words first and the service's own behind them, so that these win. */
  public DbtRequest dbt(String command, List<String> userWords, List<String> serviceWords) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(userWords);
    words.addAll(serviceWords);
    words.addAll(List.of("--target-path", targetFolder().toString()));
    return request(words, Map.of());
  }

  /** {@code dbt deps}, which has no target folder and refuses the option. */
  DbtRequest deps(Map<String, String> access) {
    List<String> words = new ArrayList<>(List.of("deps"));
    words.addAll(calls.words());
    return request(words, access);
  }

  private DbtRequest request(List<String> words, Map<String, String> variables) {
    List<String> arguments = new ArrayList<>(words);
    arguments.addAll(List.of(
        "--profiles-dir", profile.folder().toString(),
        "--profile", WarehouseProfiles.PROFILE,
        "--target", calls.target(),
        "--project-dir", projectFolder.toString(),
        "--log-path", logFolder().toString()));
    // What a profile names, and what opens packages, wins over a variable of the project.
    Map<String, Secret> secrets = new HashMap<>(calls.variables().secret());
    secrets.putAll(profile.secrets());
    Map<String, String> plain = new HashMap<>(calls.variables().plain());
    plain.putAll(variables);
    return new DbtRequest(warehouse.account(), environment.python(), projectFolder, home(), arguments, plain, secrets, redactor);
  }

  @Override
  public void close() {
    profile.close();
    checkout.close();
  }
}
