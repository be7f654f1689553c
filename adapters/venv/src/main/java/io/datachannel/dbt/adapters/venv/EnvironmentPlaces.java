package io.datachannel.dbt.adapters.venv;

import java.nio.file.Path;

/**
 * Where environments are, and how large they may be.
 *
 * @param root      the folder of all environments
 * @param cache     uv's cache; on the same file system, so that environments share files by hard links
 * @param mostBytes of one environment, and of what is downloaded for one
 * @param mostBytesOfCache above which the cache is deleted
 */
public record EnvironmentPlaces(Path root, Path cache, long mostBytes, long mostBytesOfCache) {
  /** 4 GiB: the largest packages that people run beside dbt, with room. */
  public static final long STANDARD = 4L * 1024 * 1024 * 1024;

  /** 20 GiB: all versions of dbt and its adapters, and what people run beside it. */
  public static final long STANDARD_CACHE = 5 * STANDARD;

  public EnvironmentPlaces {
    root = root.toAbsolutePath().normalize();
    cache = cache.toAbsolutePath().normalize();
  }
}
