package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.credentials.BoundTokens;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.git.RemoteBranches;
import io.datachannel.dbt.application.refresh.WatchedBranches.WatchedBranch;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the repositories of projects whether their branch has moved, and refreshes those of which it has. */
public final class LookAtBranches {
  private static final Logger LOG = System.getLogger(LookAtBranches.class.getName());
  private static final Duration LONGEST = Duration.ofHours(6);
  /** Doublings of the time between looks at a repository that fails. */
  private static final int MOST_DOUBLINGS = 10;

  private final WatchedBranches watched;
  private final Credentials credentials;
  private final RemoteBranches remote;
  private final RefreshByItself refresh;
  private final Duration between;

  /** @param between looks at one branch, more or less a tenth, so that those of projects that were added together part */
  public LookAtBranches(
      WatchedBranches watched, Credentials credentials, RemoteBranches remote, RefreshByItself refresh, Duration between) {
    this.watched = watched;
    this.credentials = credentials;
    this.remote = remote;
    this.refresh = refresh;
    this.between = between;
  }

  /** The looks that are due, for this copy of the service alone. */
  public List<Runnable> due(int most) {
    return watched.take(most, between).stream().<Runnable>map(branch -> () -> look(branch)).toList();
  }

  private void look(WatchedBranch branch) {
    Project project = branch.project();
    switch (newest(project)) {
      case Result.Ok<String>(String commit) -> {
        boolean moved = !commit.equals(branch.known()) && !branch.asked().equals(Optional.of(commit));
        if (moved) {
          refresh.queue(project.account(), project.id(), RefreshCause.POLL);
        }
        watched.looked(project.id(), moved ? Optional.of(commit) : branch.asked(), 0, spread(project, between));
      }
      case Result.Failed<String>(Failure failure) -> {
        int failures = Math.min(branch.failures() + 1, MOST_DOUBLINGS);
        Duration longer = between.multipliedBy(1L << failures);
        watched.looked(project.id(), branch.asked(), failures, spread(project, longer.compareTo(LONGEST) < 0 ? longer : LONGEST));
        LOG.log(Level.INFO, "the branch of project {0} could not be looked at: {1}", Integer.toString(project.id().value()), failure.code());
      }
    }
  }

  private Result<String> newest(Project project) {
    Optional<Credential> credential = credentials.find(project.account(), project.definition().credential());
    try {
      return credential.map(found -> remote.newest(project.definition().source(),
              BoundTokens.ofProject(found, project.definition().source().repository())))
          .orElseGet(() -> new Result.Failed<>(Failure.of(FailureCode.REPOSITORY_ACCESS_DENIED, "The credential is gone.")));
    } catch (PortFailure failed) {
      if (failed.code() == FailureCode.DATABASE_UNAVAILABLE) {
        throw failed;
      }
      // A token that can no longer be opened, say.
      return new Result.Failed<>(Failure.of(failed.code(), failed.getMessage()));
    }
  }

  /** Each project has its place of its own between nine and eleven tenths. */
  private static Duration spread(Project project, Duration about) {
    return about.multipliedBy(900 + Math.floorMod(project.uuid().hashCode(), 201)).dividedBy(1000);
  }
}
