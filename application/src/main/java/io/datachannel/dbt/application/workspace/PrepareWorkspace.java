package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.git.GitCheckouts;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Steps 1, 2 and 4 of the specification's general backend flow: checkout, environment, profiles.yml; and the dbt packages. */
public final class PrepareWorkspace {
  private final Warehouses warehouses;
  private final Credentials credentials;
  private final GitCheckouts checkouts;
  private final PrepareEnvironment environments;
  private final WarehouseProfiles profiles;
  private final InstallPackages packages;

  public PrepareWorkspace(
      Warehouses warehouses, Credentials credentials, GitCheckouts checkouts, PrepareEnvironment environments,
      WarehouseProfiles profiles, InstallPackages packages) {
    this.warehouses = warehouses;
    this.credentials = credentials;
    this.checkouts = checkouts;
    this.environments = environments;
    this.profiles = profiles;
    this.packages = packages;
  }

  /**
   * @param folder  an empty folder for the files of this work
   * @param threads how many nodes dbt builds at once
   * @throws StepFailure when a step fails
   * @throws WorkStopped when the observer ends the work
   */
  public Workspace prepare(Project project, int threads, Path folder, WorkObserver observer) {
    ProjectDefinition definition = project.definition();
    Warehouse warehouse = warehouses.find(project.account(), definition.warehouse()).orElseThrow();
    Credential credential = credentials.find(project.account(), definition.credential()).orElseThrow();
    observer.conceal(secretsOf(warehouse, credential));

    Checkout checkout = observer.step(RunStep.CHECKOUT, () ->
        checkouts.checkout(ownerOf(project), definition.source(), credential.access()).orFail());
    return closingOnFailure(checkout::close, () -> {
      observer.checkedOut(checkout);
      Path projectFolder = ProjectFolder.in(checkout.folder(), definition.settings().projectPath());
      PreparedEnvironment environment = observer.step(RunStep.ENVIRONMENT, () ->
          environments.forWork(project, warehouse, checkout.folder(), observer));
      observer.environmentReady(environment);

      WrittenProfile profile = observer.step(RunStep.PROFILE, () -> profiles.write(warehouse, threads, made(folder, "profile")));
      List.of("target", "logs", "home").forEach(name -> made(folder, name));
      Workspace workspace = new Workspace(checkout, projectFolder, folder, environment.environment(), profile,
          ManifestStamp.of(project, warehouse, checkout.commit()), warehouse);
      return closingOnFailure(profile::close, () -> packages.forWork(workspace, definition, credential.access(), observer));
    });
  }

  /** Packages of one dbt version may be none of another, and lie beside one dbt_project.yml. */
  private static Owner ownerOf(Project project) {
    var settings = project.definition().settings();
    return new Owner(project.account(), project.uuid(), settings.dbtVersion() + "\n" + settings.projectPath().value());
  }

  private static List<Secret> secretsOf(Warehouse warehouse, Credential credential) {
    List<Secret> secrets = new ArrayList<>(warehouse.connection().secret().values());
    credential.access().secret().ifPresent(secrets::add);
    return secrets;
  }

  private static Workspace closingOnFailure(Runnable close, Supplier<Workspace> work) {
    try {
      return work.get();
    } catch (RuntimeException failed) {
      close.run();
      throw failed;
    }
  }

  private static Path made(Path folder, String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
