package io.datachannel.dbt.adapters.venv;

import java.nio.file.Path;

/**
 * Where environments are, and how large one may be.
 *
 * @param root      the folder of all environments
 * @param cache     uv's cache; on the same file system, so that environments share files by hard links
 * @param mostBytes of one environment, and of what is downloaded for one
 */
public record EnvironmentPlaces(Path root, Path cache, long mostBytes) {
  /** 4 GiB: the largest packages that people run beside dbt, with room. */
  public static final long STANDARD = 4L * 1024 * 1024 * 1024;

  public EnvironmentPlaces {
    root = root.toAbsolutePath().normalize();
    cache = cache.toAbsolutePath().normalize();
  }
}
