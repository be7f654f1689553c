package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.credentials.BoundTokens;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.profiles.WarehouseProfiles;
import io.datachannel.dbt.application.profiles.WarehouseProfiles.WrittenProfile;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.arguments.DbtVars;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.DbtDefaults;
import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Steps 1, 2 and 4 of the specification's general backend flow: checkout, environment, profiles.yml; and the dbt packages. */
public final class PrepareWorkspace {
  private final ConfiguredParts configured;
  private final CheckOutCommit checkouts;
  private final PrepareEnvironment environments;
  private final WarehouseProfiles profiles;
  private final InstallPackages packages;
  private final AdmitCode admit;

  public PrepareWorkspace(
      ConfiguredParts configured, CheckOutCommit checkouts, PrepareEnvironment environments,
      WarehouseProfiles profiles, InstallPackages packages, AdmitCode admit) {
    this.configured = configured;
    this.checkouts = checkouts;
    this.environments = environments;
    this.profiles = profiles;
    this.packages = packages;
    this.admit = admit;
  }

  /**
   * @param folder  an empty folder for the files of this work
   * @param threads how many nodes dbt builds at once
   * @throws StepFailure when a step fails
   * @throws WorkStopped when the observer ends the work
   */
  public Workspace prepare(Project project, int threads, Path folder, WorkObserver observer) {
    admit.check(project.account());
    ProjectDefinition definition = project.definition();
    DbtDefaults defaults = definition.settings().defaults();
    Warehouse warehouse = inSchema(configured.warehouses().find(project.account(), definition.warehouse()).orElseThrow(), defaults);
    Credential credential = configured.credentials().find(project.account(), definition.credential()).orElseThrow();
    EnvironmentVariables variables = configured.variables().of(project);
    List<Secret> secrets = secretsOf(warehouse, credential, variables);
    Redactor known = new Redactor(secrets);
    observer.conceal(known);

    Checkout checkout = checkouts.forWork(ownerOf(project, variables), definition.source(),
        BoundTokens.ofProject(credential, definition.source().repository()), observer);
    return closingOnFailure(checkout::close, () -> {
      observer.checkedOut(checkout);
      Path projectFolder = ProjectFolder.in(checkout.folder(), definition.settings().projectPath());
      StoredElsewhere.refuse(checkout.pointers(), definition.settings().projectPath(), projectFolder);
      PreparedEnvironment environment = observer.step(RunStep.ENVIRONMENT, () ->
          environments.forWork(project, warehouse, checkout.folder(), observer, known));
      observer.environmentReady(environment);

      WrittenProfile profile = observer.step(RunStep.PROFILE, () -> profiles.write(warehouse, defaults.targetName(), threads, made(folder, "profile")));
      Redactor redactor = secrets.containsAll(profile.secrets().values()) ? known : alsoOf(profile, secrets, observer);
      List.of("target", "logs", "home").forEach(name -> made(folder, name));
      Workspace workspace = new Workspace(checkout, projectFolder, folder, environment.environment(), profile,
          ManifestStamp.of(project, warehouse, variables, checkout.commit()), warehouse, ProjectCalls.of(defaults, variables),
          redactor);
      return closingOnFailure(profile::close, () -> packages.forWork(workspace, definition, credential.access(), observer));
    });
  }

  /** A connection that was checked before it changed its type may have no schema to be overridden. */
  private static Warehouse inSchema(Warehouse warehouse, DbtDefaults defaults) {
    try {
      return defaults.schema().map(schema -> new Warehouse(warehouse.id(), warehouse.account(), warehouse.name(),
          warehouse.connection().inSchema(schema), warehouse.revision())).orElse(warehouse);
    } catch (InvalidInput none) {
      throw new StepFailure(Failure.of(none.code(), none.getMessage()));
    }
  }

  /** Packages of one dbt version may be none of another, and lie beside one dbt_project.yml; and they may be named by variables. */
  private static Owner ownerOf(Project project, EnvironmentVariables variables) {
    var settings = project.definition().settings();
    String vars = settings.defaults().vars();
    String named = vars.equals(DbtVars.NONE) && variables.all().isEmpty() ? "" : "\n" + vars + "\n" + variables.stamp();
    return new Owner(project.account(), project.uuid(), settings.dbtVersion() + "\n" + settings.projectPath().value() + named);
  }

  private static List<Secret> secretsOf(Warehouse warehouse, Credential credential, EnvironmentVariables variables) {
    List<Secret> secrets = new ArrayList<>(warehouse.connection().secret().values());
    credential.access().secret().ifPresent(secrets::add);
    secrets.addAll(variables.secret().values());
    return secrets;
  }

  /** A key that is a document has parts that are secrets, too. */
  private static Redactor alsoOf(WrittenProfile profile, List<Secret> secrets, WorkObserver observer) {
    Redactor redactor = new Redactor(Stream.concat(secrets.stream(), profile.secrets().values().stream()).toList());
    observer.conceal(redactor);
    return redactor;
  }

  private static Workspace closingOnFailure(Runnable close, Supplier<Workspace> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error failed) {
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
