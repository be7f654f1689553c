package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The details of models in a map; asks the projects whose they are. */
public final class InMemoryModelDetails implements ModelDetails {
  private final Projects projects;
  private final Map<ProjectId, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(List<ModelDetail> details, List<LineageNode> others) {}

  public InMemoryModelDetails(Projects projects) {
    this.projects = projects;
  }

  @Override
  public void replace(ProjectId project, List<ModelDetail> details, List<LineageNode> others) {
    kept.put(project, new Kept(
        List.copyOf(details), others.stream().sorted(Comparator.comparing(LineageNode::uniqueId)).toList()));
  }

  @Override
  public Optional<ModelDetail> find(AccountId account, ProjectId project, String uniqueId) {
    return of(account, project).details().stream().filter(detail -> detail.uniqueId().equals(uniqueId)).findFirst();
  }

  @Override
  public List<LineageNode> others(AccountId account, ProjectId project) {
    return of(account, project).others();
  }

  private Kept of(AccountId account, ProjectId project) {
    Kept none = new Kept(List.of(), List.of());
    return projects.find(account, project).map(known -> kept.getOrDefault(project, none)).orElse(none);
  }
}
