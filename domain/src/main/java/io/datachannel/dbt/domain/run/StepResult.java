package io.datachannel.dbt.domain.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far one call of dbt in a run is.
 *
 * @param startedAt UTC; absent for one that did not begin, and where it is not known
 * @param took      by a clock that never jumps; absent until it is over
 */
public record StepResult(StepState state, Optional<Instant> startedAt, Optional<Duration> took) {

  /** One of which only the state is known. */
  public static StepResult in(StepState state) {
    return new StepResult(state, Optional.empty(), Optional.empty());
  }

  /**
   * All steps of a run, by what was recorded of them and by the state of the run. While a run of a single step goes on nothing is
   * recorded of it, and it counts as under way. Of a run that was lost, reported, or ended before steps were recorded, the first step
   * has what became of the run.
   *
   * @param begun    whether the run was ever claimed
   * @param of       how many steps there are
   * @param recorded the steps that have begun, in their order; or all of them
   */
  public static List<StepResult> of(RunState state, boolean begun, int of, List<StepResult> recorded) {
    List<StepResult> results = new ArrayList<>();
    for (int index = 0; index < of; index++) {
      results.add(index < recorded.size() ? settled(recorded.get(index), state) : unrecorded(state, begun, of, index, recorded.isEmpty()));
    }
    return List.copyOf(results);
  }

  /** What was under way when its copy of the service died has ended with the run. */
  private static StepResult settled(StepResult recorded, RunState state) {
    return switch (state) {
      case RunState.Queued _ -> in(StepState.WAITING);
      case RunState.Final ended when recorded.state == StepState.RUNNING ->
          new StepResult(ofRun(ended, true), recorded.startedAt, Optional.empty());
      case RunState.Running _, RunState.Cancelling _, RunState.Final _ -> recorded;
    };
  }

  private static StepResult unrecorded(RunState state, boolean begun, int of, int index, boolean nothing) {
    return in(switch (state) {
      case RunState.Queued _ -> StepState.WAITING;
      case RunState.Running _, RunState.Cancelling _ -> of == 1 ? StepState.RUNNING : StepState.WAITING;
      case RunState.Successful _ -> StepState.SUCCEEDED;
      case RunState.Final ended -> nothing && index == 0 ? ofRun(ended, begun) : StepState.NOT_RUN;
    });
  }

  private static StepState ofRun(RunState.Final ended, boolean begun) {
    return switch (ended) {
      case RunState.Successful _ -> StepState.SUCCEEDED;
      case RunState.PartiallySuccessful _ -> StepState.FAILED;
      case RunState.Failed _ -> begun ? StepState.FAILED : StepState.NOT_RUN;
      case RunState.Cancelled _ -> begun ? StepState.CANCELLED : StepState.NOT_RUN;
    };
  }
}
