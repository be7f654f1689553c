package io.datachannel.dbt.application.execution;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.run.RunId;
import java.util.Optional;

/**
 * What the work of a thread is about, for the service's own log and for traces. It is set where a request, a run or a refresh begins, and
 * decides nothing.
 *
 * @param request     the request's id, as the answer names it
 * @param traceParent the place in a trace that the request came from
 */
public record WorkContext(Optional<String> request, Optional<AccountId> account, Optional<ProjectId> project, Optional<RunId> run,
    Optional<RefreshId> refresh, Optional<TraceParent> traceParent) {
  /** Work of no one in particular. */
  public static final WorkContext NONE = new WorkContext(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
      Optional.empty(), Optional.empty());

  private static final ThreadLocal<WorkContext> CURRENT = new ThreadLocal<>();

  /** Of this thread. */
  public static WorkContext current() {
    WorkContext current = CURRENT.get();
    return current == null ? NONE : current;
  }

  /** @param id as the answer names it */
  public static WorkContext ofRequest(String id, Optional<TraceParent> traceParent) {
    return new WorkContext(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), traceParent);
  }

  public static WorkContext ofRun(AccountId account, ProjectId project, RunId run) {
    return new WorkContext(Optional.empty(), Optional.of(account), Optional.of(project), Optional.of(run), Optional.empty(), Optional.empty());
  }

  public static WorkContext ofRefresh(AccountId account, ProjectId project, RefreshId refresh) {
    return new WorkContext(Optional.empty(), Optional.of(account), Optional.of(project), Optional.empty(), Optional.of(refresh),
        Optional.empty());
  }

  /** The same, asked for by this account. */
  public WorkContext by(AccountId asking) {
    return new WorkContext(request, Optional.of(asking), project, run, refresh, traceParent);
  }

  /** From now on this thread's. For what cannot wrap the work, such as a filter; whoever enters leaves. */
  public void enter() {
    CURRENT.set(this);
  }

  /** This thread's work is about nothing any more. */
  public static void leave() {
    CURRENT.remove();
  }

  /** Does the work in this context, and leaves the thread as it was. */
  public void during(Runnable work) {
    WorkContext before = CURRENT.get();
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }
}
