package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.adapters.dbt.ServerRoom.Held;
import io.datachannel.dbt.domain.account.AccountId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerRoomTest {
  private static final ServerRoom ROOM = new ServerRoom(200);
  private static final Held LARGE = held(1, 120);

  @Test
  void oneThatTakesMoreThanHalfIsGivenUpForAnotherAccountAlone() {
    assertEquals(List.of(LARGE), ROOM.tooLarge(List.of(LARGE, held(2, 90)), Optional.of(held(2, 90))));
    assertEquals(List.of(), ROOM.tooLarge(List.of(LARGE, held(1, 90)), Optional.of(held(1, 90))));
    assertEquals(List.of(), ROOM.tooLarge(List.of(LARGE, held(2, 90)), Optional.empty()), "Nobody asks for room.");
  }

  @Test
  void anAccountThatWouldTakeMoreThanHalfItselfHasNoneGivenUp() {
    assertEquals(List.of(), ROOM.tooLarge(List.of(LARGE, held(2, 110)), Optional.of(held(2, 110))));
    assertEquals(List.of(), ROOM.tooLarge(List.of(LARGE, held(2, 60), held(2, 50)), Optional.of(held(2, 50))));
  }

  private static Held held(int account, long bytes) {
    return new Held(new AccountId(account), null, true, bytes);
  }
}
