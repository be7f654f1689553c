package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.projects.ManifestStamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that dbt needs for one run: the project's files, the environment and the profile. Closing it deletes the profile.
 *
 * @param targetFolder for {@code --target-path}: every run has its own, so that no two mix up their manifests
 * @param logFolder    for {@code --log-path}
 * @param stamp        what a manifest is of that is parsed here
 */
public record Workspace(
    Path projectFolder, Path targetFolder, Path logFolder, Environment environment, WrittenProfile profile, ManifestStamp stamp)
    implements AutoCloseable {

  /** The file that parsing writes. */
  public Path manifest() {
    return targetFolder.resolve("manifest.json");
  }

  /** A dbt command with the user's words first and the service's own behind them, so that these win. */
  public DbtRequest dbt(String command, List<String> userWords, List<String> serviceWords) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(userWords);
    arguments.addAll(serviceWords);
    arguments.addAll(List.of(
        "--profiles-dir", profile.folder().toString(),
        "--profile", WarehouseProfiles.PROFILE,
        "--target", WarehouseProfiles.TARGET,
        "--project-dir", projectFolder.toString(),
        "--target-path", targetFolder.toString(),
        "--log-path", logFolder.toString()));
    return new DbtRequest(environment.python(), projectFolder, arguments, Map.of(), profile.secrets());
  }

  @Override
  public void close() {
    profile.close();
  }
}
