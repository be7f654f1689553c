package io.datachannel.dbt.application.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentLockTest {
  private static final LockedPackage AGATE = new LockedPackage("agate", "1.7.1");
  private static final LockedPackage SIX = new LockedPackage("six", "1.17.0");
  private static final EnvironmentLock LOCK = new EnvironmentLock("3.12.1", List.of(AGATE, SIX));

  @Test
  void theOrderOfItsPackagesDoesNotMatter() {
    assertEquals(LOCK, new EnvironmentLock("3.12.1", List.of(SIX, AGATE)));
    assertEquals(LOCK.digest(), new EnvironmentLock("3.12.1", List.of(SIX, AGATE)).digest());
  }

  @Test
  void anotherVersionOrPythonIsAnotherLock() {
    assertNotEquals(LOCK.digest(), new EnvironmentLock("3.12.2", List.of(AGATE, SIX)).digest());
    assertNotEquals(LOCK.digest(), new EnvironmentLock("3.12.1", List.of(AGATE)).digest());
    assertNotEquals(LOCK.digest(), new EnvironmentLock("3.12.1", List.of(AGATE, new LockedPackage("six", "1.16.0"))).digest());
    assertEquals(64, LOCK.digest().length());
  }

  @Test
  void whatDiffersIsToldForPythonAndByName() {
    EnvironmentLock next = new EnvironmentLock("3.12.2", List.of(new LockedPackage("agate", "1.9.1"), new LockedPackage("babel", "2.1")));

    List<PackageChange> changes = next.changesSince(LOCK);

    assertEquals(List.of("python 3.12.1 → 3.12.2", "agate 1.7.1 → 1.9.1", "babel 2.1 added", "six 1.17.0 removed"),
        changes.stream().map(PackageChange::toString).toList());
    assertEquals(new PackageChange("six", Optional.of("1.17.0"), Optional.empty()), changes.getLast());
    assertEquals(List.of(), LOCK.changesSince(LOCK));
  }

  @Test
  void theVersionOfAPackageIsKnown() {
    assertEquals(Optional.of("1.17.0"), LOCK.versionOf("six"));
    assertEquals(Optional.empty(), LOCK.versionOf("dbt-core"));
  }
}
