package io.datachannel.dbt.application.environments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a Python environment consists of, to the version.
 *
 * @param python   for example 3.12.1
 * @param packages by name
 */
public record EnvironmentLock(String python, List<LockedPackage> packages) {
  private static final String PYTHON = "python";

  public EnvironmentLock {
    packages = packages.stream().sorted(Comparator.comparing(LockedPackage::name)).toList();
  }

  /** SHA-256, 64 hexadecimal digits: equal ones are the same environment. */
  public String digest() {
    String text = PYTHON + " " + python + "\n" + packages.stream().map(LockedPackage::toString).collect(Collectors.joining("\n"));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  public Optional<String> versionOf(String name) {
    return packages.stream().filter(one -> one.name().equals(name)).map(LockedPackage::version).findFirst();
  }

  /** What differs from an earlier one: Python first, then packages by name. */
  public List<PackageChange> changesSince(EnvironmentLock before) {
    List<PackageChange> changes = new ArrayList<>();
    if (!python.equals(before.python)) {
      changes.add(new PackageChange(PYTHON, Optional.of(before.python), Optional.of(python)));
    }
    SortedMap<String, String> old = before.versions();
    SortedMap<String, String> fresh = versions();
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(fresh.keySet());
    names.stream().map(name -> new PackageChange(name, Optional.ofNullable(old.get(name)), Optional.ofNullable(fresh.get(name))))
        .filter(change -> !change.before().equals(change.now())).forEach(changes::add);
    return List.copyOf(changes);
  }

  private SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    packages.forEach(one -> versions.put(one.name(), one.version()));
    return versions;
  }
}
