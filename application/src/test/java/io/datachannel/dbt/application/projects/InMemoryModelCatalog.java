package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.selection.NamedModels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The models of projects in a map; asks the projects whose they are. */
public final class InMemoryModelCatalog implements ModelCatalog {
  private final Projects projects;
  private final Map<ProjectId, List<Model>> models = new ConcurrentHashMap<>();
  private final Map<ProjectId, ManifestStamp> stamps = new ConcurrentHashMap<>();
  private final AtomicInteger replacements = new AtomicInteger();

  public InMemoryModelCatalog(Projects projects) {
    this.projects = projects;
  }

  @Override
  public void replace(ProjectId project, ManifestStamp stamp, Manifest manifest, List<Model> found) {
    replacements.incrementAndGet();
    stamps.put(project, stamp);
    models.put(project, found.stream().sorted(Comparator.comparing(Model::uniqueId)).toList());
  }

  @Override
  public void replaceManifest(ProjectId project, ManifestStamp stamp, Manifest manifest) {
    stamps.put(project, stamp);
  }

  @Override
  public boolean isOf(AccountId account, ProjectId project, ManifestStamp stamp) {
    return projects.find(account, project).isPresent() && stamp.equals(stamps.get(project));
  }

  @Override
  public Set<String> builtIds(AccountId account, ProjectId project) {
    return list(account, project).stream().filter(NamedModels::isBuilt).map(Model::uniqueId).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<Model> list(AccountId account, ProjectId project) {
    return projects.find(account, project).map(known -> models.getOrDefault(project, List.of())).orElse(List.of());
  }

  @Override
  public List<Model> page(AccountId account, ProjectId project, ModelQuery query) {
    return list(account, project).stream().filter(query::matches)
        .filter(model -> model.uniqueId().compareTo(query.after()) > 0).limit(query.limit()).toList();
  }

  @Override
  public Optional<Model> find(AccountId account, ProjectId project, String uniqueId) {
    return list(account, project).stream().filter(model -> model.uniqueId().equals(uniqueId)).findFirst();
  }

  /** How often a list was written. */
  public int replacements() {
    return replacements.get();
  }
}
