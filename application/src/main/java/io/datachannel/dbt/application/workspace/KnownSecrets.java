package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.ArrayList;
import java.util.List;

/** The secrets of a project that the service knows: those of its warehouse, of its credential and of its variables. */
public final class KnownSecrets {
  private final Projects projects;
  private final ConfiguredParts configured;

  public KnownSecrets(Projects projects, ConfiguredParts configured) {
    this.projects = projects;
    this.configured = configured;
  }

  /** For work that others do on the project; what cannot be opened here is known to no one, and is passed over. */
  public Redactor of(AccountId account, ProjectId project) {
    return projects.find(account, project).map(this::of).orElseGet(Redactor::none);
  }

  private Redactor of(Project project) {
    List<Secret> secrets = new ArrayList<>();
    configured.warehouses().find(project.account(), project.definition().warehouse())
        .ifPresent(warehouse -> secrets.addAll(warehouse.connection().secret().values()));
    configured.credentials().find(project.account(), project.definition().credential())
        .flatMap(credential -> credential.access().secret()).ifPresent(secrets::add);
    secrets.addAll(configured.variables().of(project).secret().values());
    return new Redactor(secrets.stream().filter(KnownSecrets::opens).toList());
  }

  private static boolean opens(Secret secret) {
    try {
      return !secret.reveal().isEmpty();
    } catch (PortFailure unreadable) {
      return false;
    }
  }
}
