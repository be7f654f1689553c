package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.adapters.persistence.DatabaseFacts;
import io.datachannel.dbt.adapters.security.ExamineKeys;
import java.nio.file.Path;
import java.util.List;

/** Whether what is sealed in the database can be opened. */
public final class KeyCheck {
  private static final String ABOUT = "keys";

  private final DatabaseVisit visit;
  private final Path folder;

  /** @param folder of the master key */
  public KeyCheck(DatabaseVisit visit, Path folder) {
    this.visit = visit;
    this.folder = folder;
  }

  public List<Finding> look() {
    Path file = folder.resolve("master.json");
    return List.of(switch (ExamineKeys.examine(folder, visit.facts().flatMap(DatabaseFacts::sealedKeys))) {
      case NONE_YET -> visit.isUnknown() ? Finding.warning(ABOUT, "There is no master key " + file + ", and whether the database's keys need one is not known.",
          "Let the database be reached first.") : Finding.ok(ABOUT, "The master key " + file + " is made at the first start; back it up apart from the database.");
      case MASTER_MISSING -> Finding.problem(ABOUT, "There is no master key " + file + ", and the database's keys were sealed by one.",
          "Copy keys/master.json from the copy of the service that made them, or from its backup.");
      case MASTER_UNREADABLE -> Finding.problem(ABOUT, "The master key " + file + " cannot be read.", "Put the right one back, with mode 0600, from a backup.");
      case MASTER_WRONG -> Finding.problem(ABOUT, "The master key " + file + " is not the one that sealed the database's keys.",
          "Copy keys/master.json from the copy of the service that made them.");
      case OPENS_SEEN_BY_OTHERS -> Finding.warning(ABOUT, "Others than the service's user can read the master key " + file + ".", "chmod 600 " + file);
      case OPENS -> Finding.ok(ABOUT, visit.facts().flatMap(DatabaseFacts::sealedKeys).isPresent()
          ? "The master key opens the database's keys." : "There is a master key; the database has no keys yet, or was not asked.");
    });
  }
}
