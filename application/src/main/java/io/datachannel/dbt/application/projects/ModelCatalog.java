package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The models that the last successful refresh found; {@code configured_dbt_models} and {@code manifest_json}. */
public interface ModelCatalog {

  /** Replaces all models of the project, and its manifest, which was parsed from what the stamp says. */
  void replace(ProjectId project, ManifestStamp stamp, Manifest manifest, List<Model> models);

  /** Replaces the manifest alone, by one of the same stamp that lists the same models. */
  void replaceManifest(ProjectId project, ManifestStamp stamp, Manifest manifest);

  /** Whether the models are those of a manifest of this stamp. */
  boolean isOf(AccountId account, ProjectId project, ManifestStamp stamp);

  /** The unique_ids of the models, seeds and snapshots, which is all that schedules govern. */
  Set<String> builtIds(AccountId account, ProjectId project);

  /** By unique_id; empty before the first refresh. */
  List<Model> list(AccountId account, ProjectId project);

  /** A part of those that match, by unique_id. */
  List<Model> page(AccountId account, ProjectId project, ModelQuery query);

  Optional<Model> find(AccountId account, ProjectId project, String uniqueId);

  /**
   * manifest.json as dbt wrote it.
   *
   * @param redactor takes out what must not be kept
   */
  record Manifest(Path file, Redactor redactor) {

    /** One without secrets. */
    public static Manifest at(Path file) {
      return new Manifest(file, Redactor.none());
    }
  }
}
