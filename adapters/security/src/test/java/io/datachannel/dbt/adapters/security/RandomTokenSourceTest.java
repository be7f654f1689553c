package io.datachannel.dbt.adapters.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.secret.Secret;
import org.junit.jupiter.api.Test;

class RandomTokenSourceTest {
  private final RandomTokenSource source = new RandomTokenSource();

  @Test
  void tokensDifferAndCarryThePrefix() {
    assertNotEquals(source.fresh(), source.fresh());
    assertTrue(source.fresh().reveal().matches("dc_[A-Za-z0-9_-]{43}"));
  }

  @Test
  void theHashIsSha256InHexadecimal() {
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", source.hash(new Secret("abc")));
  }
}
