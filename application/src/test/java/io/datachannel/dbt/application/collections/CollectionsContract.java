package io.datachannel.dbt.application.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Collections} does. */
public abstract class CollectionsContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");

  private ProjectId project;

  protected abstract Collections collections();

  protected abstract ProjectId aProject(AccountId account);

  @BeforeEach
  public void aProject() {
    project = aProject(OURS);
  }

  private CollectionRecord find(CollectionId id) {
    return collections().find(OURS, project, id).orElseThrow();
  }

  private CollectionRecord added(String... models) {
    return find(collections().add(project, "marts", List.of(models)));
  }

  @Test
  public void aCollectionIsFoundWithItsModelsSorted() {
    CollectionId id = collections().add(project, "Größe 🦆", List.of("model.shop.b", "model.shop.a"));

    assertEquals(
        new CollectionRecord(id, OURS, project, "Größe 🦆", List.of("model.shop.a", "model.shop.b"), new TreeMap<>(), 1), find(id));
  }

  @Test
  public void anotherAccountOrProjectFindsNothing() {
    CollectionRecord added = added("model.shop.a");
    ProjectId other = aProject(OURS);

    assertEquals(Optional.empty(), collections().find(ANOTHER, project, added.id()));
    assertEquals(Optional.empty(), collections().find(OURS, other, added.id()));
    assertEquals(List.of(), collections().all(ANOTHER, project));
    assertEquals(List.of(), collections().list(OURS, other, new Page(0, 10)));
    assertEquals(0, collections().delete(ANOTHER, project, added.id()));
    assertEquals(0, collections().delete(OURS, other, added.id()));
    assertEquals(added, find(added.id()));
  }

  @Test
  public void listsComeByIdAndPageByPage() {
    CollectionRecord first = added("model.shop.a");
    CollectionRecord second = added("model.shop.a", "model.shop.b");
    CollectionRecord third = added("model.shop.c");

    assertEquals(List.of(first, second), collections().list(OURS, project, new Page(0, 2)));
    assertEquals(List.of(third), collections().list(OURS, project, new Page(second.id().value(), 2)));
    assertEquals(List.of(first, second, third), collections().all(OURS, project));
  }

  @Test
  public void aChangeCountsTheRevisionUpAndALateOneChangesNothing() {
    CollectionRecord first = added("model.shop.a");
    CollectionRecord second = first.changed("core", List.of("model.shop.b"));

    assertEquals(1, collections().update(second));
    assertEquals(0, collections().update(first.changed("late", List.of())));
    assertEquals(second, find(first.id()));
  }

  @Test
  public void aDeletedOneIsGone() {
    CollectionRecord added = added("model.shop.a");

    assertEquals(1, collections().delete(OURS, project, added.id()));
    assertEquals(Optional.empty(), collections().find(OURS, project, added.id()));
    assertEquals(0, collections().delete(OURS, project, added.id()));
  }

  @Test
  public void aModelThatARefreshDoesNotFindIsMissingUntilOneFindsItAgain() {
    CollectionRecord added = added("model.shop.a", "model.shop.b");
    CollectionId other = collections().add(aProject(OURS), "other", List.of("model.shop.a"));

    collections().refreshed(project, Set.of("model.shop.b", "model.shop.c"), AT);
    collections().refreshed(project, Set.of("model.shop.b"), AT.plusSeconds(60));
    assertEquals(List.of("model.shop.b"), find(added.id()).models());
    assertEquals(Map.of("model.shop.a", AT), find(added.id()).missing(), "since the first refresh without it");
    assertEquals(1, find(added.id()).revision());
    assertEquals(Optional.empty(), collections().find(OURS, project, other), "of another project");

    collections().refreshed(project, Set.of("model.shop.a", "model.shop.b"), AT.plusSeconds(120));
    assertEquals(added, find(added.id()));
  }

  @Test
  public void aNewNameKeepsWhatIsMissingAndNewModelsForgetIt() {
    CollectionRecord added = added("model.shop.a", "model.shop.b");
    collections().refreshed(project, Set.of("model.shop.b"), AT);

    CollectionRecord renamed = find(added.id()).changed("core", List.of("model.shop.b"));
    collections().update(renamed);
    assertEquals(Map.of("model.shop.a", AT), find(added.id()).missing());

    collections().update(renamed.changed("core", List.of("model.shop.c")));
    assertEquals(Map.of(), find(added.id()).missing());
  }

  @Test
  public void aCollectionMayHoldThousandsOfModels() {
    List<String> many = IntStream.range(1000, 6000).mapToObj(number -> "model.shop.m" + number).toList();

    assertEquals(many, find(collections().add(project, "all", many)).models());
  }
}
