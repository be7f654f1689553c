package io.datachannel.dbt.application.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.lineage.LineageKind;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ModelDetail.AttachedTest;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ModelDetails} does. */
public abstract class ModelDetailsContract {
  protected static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final ModelDetail ORDERS = new ModelDetail("model.shop.orders", "sql",
      "select 'it''s'\nfrom {{ ref(\"raw\") }} -- é 🦆 \\",
      Optional.of("select 'it''s'\nfrom \"db\".\"raw\""),
      List.of(new ModelColumn("order_id", Optional.of("integer"), "One \"order\"."), new ModelColumn("status", Optional.empty(), "")),
      List.of(new AttachedTest("test.shop.unique.1", "unique", Optional.of("order_id")),
          new AttachedTest("test.shop.whole", "whole", Optional.empty())),
      List.of("exposure.shop.board", "model.shop.customers"), "{\"owner\":\"sales\",\"tier\":1}");
  private static final ModelDetail SEED = new ModelDetail("seed.shop.raw", "sql", "", Optional.empty(), List.of(), List.of(),
      List.of("model.shop.orders"), "{}");
  private static final LineageNode SOURCE =
      new LineageNode("source.shop.till.raw", LineageKind.SOURCE, "till.raw", "models/sources.yml", List.of());
  private static final LineageNode BOARD =
      new LineageNode("exposure.shop.board", LineageKind.EXPOSURE, "board", "models/uses.yml", List.of("model.shop.orders"));

  protected abstract ModelDetails details();

  protected abstract ProjectId aProject(AccountId account);

  @Test
  public void thereIsNothingBeforeTheFirstRefresh() {
    ProjectId project = aProject(OURS);

    assertEquals(Optional.empty(), details().find(OURS, project, "model.shop.orders"));
    assertEquals(List.of(), details().others(OURS, project));
  }

  @Test
  public void aDetailIsFoundByTheUniqueIdOfItsModel() {
    ProjectId project = aProject(OURS);

    details().replace(project, List.of(ORDERS, SEED), List.of());

    assertEquals(Optional.of(ORDERS), details().find(OURS, project, "model.shop.orders"));
    assertEquals(Optional.of(SEED), details().find(OURS, project, "seed.shop.raw"));
    assertEquals(Optional.empty(), details().find(OURS, project, "model.shop.ORDERS"));
    assertEquals(Optional.empty(), details().find(OURS, project, "m".repeat(2000)));
  }

  @Test
  public void whatLiesAroundComesByUniqueId() {
    ProjectId project = aProject(OURS);

    details().replace(project, List.of(), List.of(SOURCE, BOARD));

    assertEquals(List.of(BOARD, SOURCE), details().others(OURS, project));
  }

  @Test
  public void aRefreshReplacesThemAll() {
    ProjectId project = aProject(OURS);
    details().replace(project, List.of(ORDERS, SEED), List.of(SOURCE, BOARD));

    details().replace(project, List.of(SEED), List.of(BOARD));

    assertEquals(Optional.empty(), details().find(OURS, project, "model.shop.orders"));
    assertEquals(List.of(BOARD), details().others(OURS, project));
  }

  @Test
  public void projectsAndAccountsDoNotSeeEachOthers() {
    ProjectId project = aProject(OURS);
    ProjectId other = aProject(OURS);

    details().replace(project, List.of(ORDERS), List.of(SOURCE));

    assertEquals(Optional.empty(), details().find(OURS, other, "model.shop.orders"));
    assertEquals(List.of(), details().others(OURS, other));
    assertEquals(Optional.empty(), details().find(ANOTHER, project, "model.shop.orders"));
    assertEquals(List.of(), details().others(ANOTHER, project));
  }

  @Test
  public void aProjectMayHaveAThousandLargeModels() {
    ProjectId project = aProject(OURS);
    String sql = "select 1 -- it's \"long\"\n".repeat(400);
    List<ModelDetail> many = IntStream.range(1000, 2001).mapToObj(number -> new ModelDetail("model.shop.m" + number, "sql", sql,
        Optional.of(sql), List.of(), List.of(), List.of(), "{}")).toList();

    details().replace(project, many, List.of());

    assertEquals(Optional.of(many.getLast()), details().find(OURS, project, "model.shop.m2000"));
  }
}
