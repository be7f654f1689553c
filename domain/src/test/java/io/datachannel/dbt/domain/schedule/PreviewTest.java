package io.datachannel.dbt.domain.schedule;

import static io.datachannel.dbt.domain.schedule.Shop.ALL;
import static io.datachannel.dbt.domain.schedule.Shop.COLLECTION;
import static io.datachannel.dbt.domain.schedule.Shop.PROJECT;
import static io.datachannel.dbt.domain.schedule.Shop.daily;
import static io.datachannel.dbt.domain.schedule.Shop.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachannel.dbt.domain.schedule.Preview.ModelChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviewTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private final Shop shop = new Shop();

  @Test
  void showsForEachModelWhoGovernsItBeforeAndAfter() {
    ScheduleId orders = shop.set(on("orders"));
    ScheduleId all = new ScheduleId(9);

    Preview preview = preview(new ScheduleCommand.Set(all, PROJECT, daily(ALL), false));

    assertEquals(List.of(
        new ModelChange("customers", Optional.empty(), Optional.of(all)),
        new ModelChange("orders", Optional.of(orders), Optional.of(all)),
        new ModelChange("payments", Optional.empty(), Optional.of(all)),
        new ModelChange("refunds", Optional.empty(), Optional.of(all))), preview.models());
  }

  @Test
  void showsTheNextFiveFiringsOfEachScheduleThatIsTouched() {
    shop.set(on("orders"));

    Preview preview = preview(new ScheduleCommand.Set(new ScheduleId(9), PROJECT, daily(ALL), true));

    assertEquals(2, preview.touched().size());
    assertEquals(List.of("2026-03-02T02:30:00Z", "2026-03-03T02:30:00Z", "2026-03-04T02:30:00Z", "2026-03-05T02:30:00Z",
        "2026-03-06T02:30:00Z"), preview.touched().getFirst().nextFirings().stream().map(Instant::toString).toList());
    assertInstanceOf(ScheduleEffect.Deleted.class, preview.touched().getLast().effect());
    assertEquals(List.of(), preview.touched().getLast().nextFirings());
  }

  @Test
  void aPausedScheduleHasNoNextFirings() {
    ScheduleId all = shop.set(ALL);

    Preview preview = preview(new ScheduleCommand.Pause(all));

    assertEquals(List.of(), preview.touched().getFirst().nextFirings());
    assertFalse(preview.models().stream().anyMatch(ModelChange::isChange));
  }

  @Test
  void aChangeOfACollectionIsPreviewedLikeOneOfASchedule() {
    ScheduleId finance = shop.set(COLLECTION);
    Preview.State was = new Preview.State(shop.schedules(), shop.project());
    shop.withFinance("payments", "orders");

    Preview preview = Preview.of(was, new Preview.State(shop.schedules(), shop.project()), List.of(), NOW);

    assertEquals(List.of(
        new ModelChange("orders", Optional.empty(), Optional.of(finance)),
        new ModelChange("refunds", Optional.of(finance), Optional.empty())),
        preview.models().stream().filter(ModelChange::isChange).toList());
  }

  private Preview preview(ScheduleCommand command) {
    Preview.State was = new Preview.State(shop.schedules(), shop.project());
    shop.change(command);
    return Preview.of(was, new Preview.State(shop.schedules(), shop.project()), shop.effects(), NOW);
  }
}
