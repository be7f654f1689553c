package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.FIRST_LEASE;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.ModelRuns.ModelRun;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every {@link ModelRuns} does. */
public abstract class ModelRunsContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final ProjectId SHOP = new ProjectId(7);
  private static final ProjectId STORE = new ProjectId(8);
  private static final String ORDERS = "model.shop.orders";
  private static final String ITEMS = "model.shop.items";

  protected abstract RunStore store();

  protected abstract ModelRuns modelRuns();

  @Test
  public void whatBecameOfANodeComesWithItsRun() {
    RunId ended = run(aRun().of(SHOP), ORDERS, ITEMS);
    store().move(ended, new RunState.PartiallySuccessful(FINISHED_AT, new NodeTally(1, 0, 1, 0, 0)));
    RunId running = run(aRun().of(SHOP), ORDERS);

    assertEquals(List.of(new ModelRun(running, RunStatus.RUNNING, node(ORDERS)), new ModelRun(ended, RunStatus.PARTIAL_SUCCESS, node(ORDERS))),
        modelRuns().list(OURS, SHOP, ORDERS, new Page(0, 10)));
  }

  @Test
  public void runsThatDidNotBuildItAreLeftOut() {
    RunId both = run(aRun().of(SHOP), ORDERS, ITEMS);
    run(aRun().of(SHOP), ORDERS);
    store().runs().add(aRun().of(SHOP).fresh());

    assertEquals(List.of(both), ids(SHOP, ITEMS, new Page(0, 10)));
    assertEquals(List.of(), ids(SHOP, "model.shop.item", new Page(0, 10)));
    assertEquals(List.of(), ids(SHOP, "MODEL.SHOP.ITEMS", new Page(0, 10)));
  }

  @Test
  public void theRunsOfAnotherProjectOrAccountAreNotItsOwn() {
    RunId ours = run(aRun().of(SHOP), ORDERS);
    RunId store = run(aRun().of(STORE), ORDERS);
    RunId theirs = run(aRun().in(ANOTHER).of(SHOP), ORDERS);

    assertEquals(List.of(ours), ids(SHOP, ORDERS, new Page(0, 10)));
    assertEquals(List.of(store), ids(STORE, ORDERS, new Page(0, 10)));
    assertEquals(List.of(theirs), modelRuns().list(ANOTHER, SHOP, ORDERS, new Page(0, 10)).stream().map(ModelRun::run).toList());
  }

  @Test
  public void theyComePageByPage() {
    List<RunId> newestFirst = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      newestFirst.addFirst(run(aRun().of(SHOP), ORDERS));
      run(aRun().of(SHOP), ITEMS);
    }

    assertEquals(newestFirst.subList(0, 2), ids(SHOP, ORDERS, new Page(0, 2)));
    assertEquals(newestFirst.subList(2, 4), ids(SHOP, ORDERS, new Page(newestFirst.get(1).value(), 2)));
    assertEquals(newestFirst.subList(4, 5), ids(SHOP, ORDERS, new Page(newestFirst.get(3).value(), 2)));
    assertEquals(List.of(), ids(SHOP, ORDERS, new Page(newestFirst.getLast().value(), 2)));
  }

  private List<RunId> ids(ProjectId project, String node, Page page) {
    return modelRuns().list(OURS, project, node, page).stream().map(ModelRun::run).toList();
  }

  private RunId run(RunBuilder run, String... nodes) {
    RunId id = store().runs().add(run.fresh());
    store().move(id, new RunState.Running(STARTED_AT, FIRST_LEASE));
    store().ledger().recordNodes(id, FIRST_LEASE, Arrays.stream(nodes).map(ModelRunsContract::node).toList());
    return id;
  }

  private static NodeResult node(String uniqueId) {
    return new NodeResult(uniqueId, "model", "orders", "success", Optional.of(STARTED_AT), Duration.ofMillis(1234), OptionalLong.of(42),
        "OK 'é' 🦆", "Thread-1");
  }
}
