package io.datachannel.dbt.application.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.refresh.WatchedBranches.WatchedBranch;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link WatchedBranches} does. A time that has passed already makes due what is planned for it. */
public abstract class WatchedBranchesContract {
  protected static final AccountId OURS = new AccountId(1);
  private static final Duration LATER = Duration.ofHours(1);
  private static final Duration PASSED = Duration.ofSeconds(-1);

  protected abstract WatchedBranches branches();

  /** A new project that is refreshed by itself. */
  protected abstract Project aProject(AccountId account);

  /** Its last refresh read this commit. */
  protected abstract void refreshed(Project project, String commit);

  protected abstract void move(Project project, ProjectStatus status);

  private List<WatchedBranch> taken(int most) {
    return branches().take(most, PASSED);
  }

  @Test
  public void aNewProjectIsPlannedFirstAndTakenWhenThatIsDue() {
    Project project = aProject(OURS);
    refreshed(project, "c1");

    assertEquals(List.of(), taken(5));
    assertEquals(List.of(new WatchedBranch(project, "c1", Optional.empty(), 0)), taken(5));
  }

  @Test
  public void whatWasTakenIsDueAgainWhenItWasSaidToBe() {
    Project project = aProject(OURS);
    refreshed(project, "c1");
    taken(5);

    assertEquals(1, branches().take(5, LATER).size());
    assertEquals(List.of(), taken(5));

    branches().looked(project.id(), Optional.of("c2"), 3, PASSED);
    assertEquals(List.of(new WatchedBranch(project, "c1", Optional.of("c2"), 3)), taken(5));
    branches().looked(project.id(), Optional.of("c2"), 0, LATER);
    assertEquals(List.of(), taken(5));
  }

  @Test
  public void theCommitOfTheNewestRefreshCounts() {
    Project project = aProject(OURS);
    refreshed(project, "c1");
    refreshed(project, "c2");
    taken(5);

    assertEquals("c2", taken(5).getFirst().known());
  }

  @Test
  public void oneThatWasNeverRefreshedOrIsNotActiveIsPassedOver() {
    aProject(OURS);
    Project paused = aProject(OURS);
    refreshed(paused, "c1");
    move(paused, ProjectStatus.PAUSED);
    taken(5);

    assertEquals(List.of(), taken(5));
  }

  @Test
  public void noMoreAreTakenThanAskedForAndTheRestStaysDue() {
    Project first = aProject(OURS);
    Project second = aProject(OURS);
    refreshed(first, "c1");
    refreshed(second, "c1");
    taken(5);

    List<WatchedBranch> one = branches().take(1, LATER);
    List<WatchedBranch> other = branches().take(1, LATER);

    assertEquals(List.of(first.id(), second.id()),
        List.of(one, other).stream().map(List::getFirst).map(branch -> branch.project().id()).sorted(
            (a, b) -> Integer.compare(a.value(), b.value())).toList());
    assertEquals(List.of(), taken(5));
  }
}
