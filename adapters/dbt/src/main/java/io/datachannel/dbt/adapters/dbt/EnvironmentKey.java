package io.datachannel.dbt.adapters.dbt;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A Python environment as it was built: another one may be built at the same path.
 *
 * @param python its interpreter
 * @param stamp  of its pyvenv.cfg
 */
record EnvironmentKey(Path python, String stamp) {

  /** @return empty when it is no environment */
  static Optional<EnvironmentKey> of(Path python) {
    Path absolute = python.toAbsolutePath();
    Path folder = Optional.ofNullable(absolute.getParent()).map(Path::getParent).orElse(absolute);
    return Optional.of(ParseKey.stampOf(folder.resolve("pyvenv.cfg"))).filter(stamp -> !stamp.isEmpty())
        .map(stamp -> new EnvironmentKey(absolute, stamp));
  }

  /** Whether it is still what stands there. */
  boolean isCurrent() {
    return of(python).equals(Optional.of(this));
  }
}
