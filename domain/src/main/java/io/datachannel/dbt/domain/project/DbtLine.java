package io.datachannel.dbt.domain.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A line of dbt-core, such as 1.11, with what it goes together with. One that is not offered any more is known, too: a project may be
 * on it.
 */
public record DbtLine(int minor) {
  private static final SequencedMap<Integer, Integer> NEWEST_PATCH = new LinkedHashMap<>();

  static {
    NEWEST_PATCH.put(11, 16);
    NEWEST_PATCH.put(10, 23);
    NEWEST_PATCH.put(9, 11);
    NEWEST_PATCH.put(8, 10);
    NEWEST_PATCH.put(7, 20);
    NEWEST_PATCH.put(6, 18);
    NEWEST_PATCH.put(5, 12);
  }

  /** Versions that cannot be had here. @param versions in words, for people */
  public record NotOffered(String versions, String reason) {}

  /** Newest first. */
  public static List<DbtLine> offered() {
    return NEWEST_PATCH.keySet().stream().map(DbtLine::new).toList();
  }

  /** What people ask for besides. */
  public static List<NotOffered> notOffered() {
    return List.of(
        new NotOffered("before 1.5", "They have no dbtRunner, by which the service runs dbt and learns what becomes of each node."),
        new NotOffered("1.12", "It needs a parser package that a package registry does not have at the version it declares, so that it "
            + "does not install from a registry alone."),
        new NotOffered("2.x", "The Rust engine: it fetches files from outside the package registries when it installs, and the whole of dbt v2 is "
            + "under a licence (ELv2) that forbids to offer it to others as a hosted service."));
  }

  /** That of a project that asks for none: the newest one that installs from a package registry alone. */
  public static DbtLine standard() {
    return offered().getFirst();
  }

  public boolean isOffered() {
    return NEWEST_PATCH.containsKey(minor);
  }

  /** What the line stands for where no exact version is asked for. Only of a line that is offered. */
  public DbtVersion newest() {
    return new DbtVersion(minor, NEWEST_PATCH.get(minor));
  }

  /** Up to 1.7 dbt makes a folder for packages in a project that names none. */
  public boolean makesPackagesFolder() {
    return minor <= 7;
  }

  /** Of Python 3, inclusive (metadata of dbt-core). */
  public int lowestPython() {
    return minor >= 11 ? 10 : 9;
  }

  /** The same, the newest one that the line was released for. */
  public int highestPython() {
    return minor <= 6 ? 11 : minor <= 9 ? 12 : 13;
  }

  /**
   * Which versions of an adapter go with it (PEP 440); the newest of these that the core takes is installed. Up to 1.7 adapters follow the
   * line of the core; since 1.8 they are released on their own.
   */
  public String adapterVersions() {
    return minor <= 7 ? "~=1." + minor + ".0" : ">=1.8,<2";
  }

  @Override
  public String toString() {
    return "1." + minor;
  }
}
