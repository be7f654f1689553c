package io.datachannel.dbt.domain.refresh;

import io.datachannel.dbt.domain.collection.ModelCollection;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.schedule.Governance;
import io.datachannel.dbt.domain.schedule.Governance.Standing;
import io.datachannel.dbt.domain.schedule.ProjectModels;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.NamedModels;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a refresh changed in the list of the models, seeds and snapshots of a project.
 *
 * @param changed   those whose code or settings are others
 * @param schedules those that lost models, or govern new ones; by id
 */
public record RefreshChanges(Names added, Names removed, Names changed, List<AffectedSchedule> schedules) {

  /** Unique_ids. @param first at most {@link #MOST} of them, sorted */
  public record Names(int count, List<String> first) {
    public static final int MOST = 500;

    static Names of(Set<String> all) {
      return new Names(all.size(), new TreeSet<>(all).stream().limit(MOST).toList());
    }
  }

  /**
   * A schedule that a refresh concerns.
   *
   * @param lost   models that it names or governed, and that are gone
   * @param gained new ones that it governs
   */
  public record AffectedSchedule(ScheduleId schedule, Names lost, Names gained) {}

  /** @param before empty before the first refresh; then all is added */
  public static RefreshChanges between(
      List<Model> before, List<Model> after, Collection<Schedule> schedules, List<ModelCollection> collections) {
    Map<String, Model> old = built(before);
    Map<String, Model> now = built(after);
    Set<String> added = without(now.keySet(), old.keySet());
    Set<String> removed = without(old.keySet(), now.keySet());
    Set<String> changed = now.values().stream()
        .filter(model -> old.containsKey(model.uniqueId()) && !model.isSameAs(old.get(model.uniqueId())))
        .map(Model::uniqueId).collect(Collectors.toSet());
    Governance governedBefore = Governance.of(schedules, new ProjectModels(old.keySet(), collections));
    Governance governedNow = Governance.of(schedules, new ProjectModels(now.keySet(), collections));
    List<AffectedSchedule> affected = governedNow.standings().entrySet().stream()
        .map(entry -> affected(entry.getKey(), governedBefore.standings().get(entry.getKey()), entry.getValue(), added, removed))
        .filter(schedule -> schedule.lost().count() + schedule.gained().count() > 0).toList();
    return new RefreshChanges(Names.of(added), Names.of(removed), Names.of(changed), affected);
  }

  private static AffectedSchedule affected(ScheduleId id, Standing before, Standing now, Set<String> added, Set<String> removed) {
    Set<String> lost = without(now.vanished(), before.vanished());
    before.governed().stream().filter(removed::contains).forEach(lost::add);
    Set<String> gained = now.governed().stream().filter(added::contains).collect(Collectors.toSet());
    return new AffectedSchedule(id, Names.of(lost), Names.of(gained));
  }

  private static Map<String, Model> built(List<Model> models) {
    return models.stream().filter(NamedModels::isBuilt).collect(Collectors.toMap(Model::uniqueId, Function.identity(), (one, _) -> one));
  }

  private static Set<String> without(Set<String> all, Set<String> those) {
    return all.stream().filter(name -> !those.contains(name)).collect(Collectors.toCollection(TreeSet::new));
  }
}
