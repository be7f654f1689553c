package io.datachannel.dbt.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a change would do, before it is done.
 *
 * @param models  each model, sorted
 * @param touched each schedule that the change touches, in the order of its effects
 */
public record Preview(List<ModelChange> models, List<Touched> touched) {
  private static final int FIRINGS = 5;

  /** Who governs a model before and after. */
  public record ModelChange(String model, Optional<ScheduleId> before, Optional<ScheduleId> after) {
    public boolean isChange() {
      return !before.equals(after);
    }
  }

  /** @param nextFirings at most five; none when it is deleted, paused, or after pipelines */
  public record Touched(ScheduleEffect effect, List<Instant> nextFirings) {}

  /**
   * The preview of a command, or of a change of the models or collections.
   *
   * @param was     the project and its schedules now
   * @param willBe  after the change
   */
  public static Preview of(State was, State willBe, List<ScheduleEffect> effects, Instant now) {
    Governance before = Governance.of(was.schedules(), was.project());
    Governance after = Governance.of(willBe.schedules(), willBe.project());
    Set<String> models = new TreeSet<>(before.governors().keySet());
    models.addAll(after.governors().keySet());
    return new Preview(
        models.stream().map(model -> new ModelChange(model, governor(before, model), governor(after, model))).toList(),
        effects.stream().map(effect -> new Touched(effect, nextFirings(effect, now))).toList());
  }

  private static Optional<ScheduleId> governor(Governance governance, String model) {
    return governance.governors().getOrDefault(model, Optional.empty());
  }

  private static List<Instant> nextFirings(ScheduleEffect effect, Instant now) {
    boolean fires = !(effect instanceof ScheduleEffect.Deleted) && !effect.schedule().isPaused();
    return fires ? Firings.next(effect.schedule().timing(), now, FIRINGS) : List.of();
  }

  /** A project's schedules, and what they are set on. */
  public record State(List<Schedule> schedules, ProjectModels project) {}
}
