package io.datachannel.dbt.application.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachableHostsTest {
  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "140.82.121.4", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1", "2606:4700::1111",
      "2a04:4e42::81", "64:ff9b::8c52:7904"})
  void theInternetIsReachable(String address) {
    assertEquals(Optional.empty(), ReachableHosts.PUBLIC.refusal("git.example", InetAddress.ofLiteral(address), "git.private-hosts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
      "172.31.255.255", "192.0.0.8", "192.168.0.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1",
      "::10.0.0.1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001:db8::1",
      "2002:a00:1::", "2001:0:a00:1::"})
  @Tag("fault-27")
  void nothingElseIs(String address) {
    String refusal = ReachableHosts.PUBLIC.refusal("git.example", InetAddress.ofLiteral(address), "git.private-hosts").orElseThrow();

    assertTrue(refusal.contains("git.example") && refusal.contains("git.private-hosts"), refusal);
  }

  @Test
  void aNetworkOfTheOperatorIsReachableUnderAnyName() {
    ReachableHosts hosts = ReachableHosts.of(List.of("10.20.0.0/14", "fd00:20::/32", "192.168.1.7"));

    for (String inside : List.of("10.20.0.1", "10.23.255.255", "fd00:20:ffff::1", "192.168.1.7")) {
      assertEquals(Optional.empty(), hosts.refusal("git.corp", InetAddress.ofLiteral(inside), "git.private-hosts"), inside);
    }
    for (String outside : List.of("10.19.255.255", "10.24.0.0", "fd00:21::1", "192.168.1.8", "169.254.169.254")) {
      assertTrue(hosts.refusal("git.corp", InetAddress.ofLiteral(outside), "git.private-hosts").isPresent(), outside);
    }
  }

  @Test
  void aNameOfTheOperatorIsReachableWhereverItLeads() {
    ReachableHosts hosts = ReachableHosts.of(List.of("Git.Corp"));

    assertEquals(Optional.empty(), hosts.refusal("git.corp", InetAddress.ofLiteral("10.0.0.1"), "git.private-hosts"));
    assertTrue(hosts.refusal("evil.git.corp", InetAddress.ofLiteral("10.0.0.1"), "git.private-hosts").isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0", "10.0.0.256", "fd00::/129", "a b", "https://git.corp", "-", "git..corp", "10.0.0.0/-1"})
  void whatIsNeitherANameNorANetworkIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ReachableHosts.of(List.of(text)));
  }
}
