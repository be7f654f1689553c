package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UvCacheTest {
  private static final int MOST = 100;

  @TempDir
  Path root;

  @Test
  void oneThatIsTooLargeGoesAndEnvironmentsKeepTheirFiles() throws IOException {
    UvCache cache = cache(0, 0, 0, 0, 0);
    Path small = cache.during(() -> wheel(MOST));
    assertTrue(Files.exists(small));
    Path installed = Files.createLink(root.resolve("installed"), small);
    Files.createDirectories(root.resolve("uv-cache.gone/left"));

    cache.during(() -> Files.writeString(root.resolve("uv-cache/more"), "x"));

    assertEquals(List.of(installed), Folders.children(root));
    assertEquals(MOST, Files.size(installed));
  }

  @Test
  void oneThatIsInUseStaysUntilThatEnds() throws IOException {
    UvCache cache = cache(0, 0, 0, 0, 0);

    cache.during(() -> {
      Path wheel = cache.during(() -> wheel(2 * MOST));
      assertTrue(Files.exists(wheel));
      return wheel;
    });

    assertFalse(Files.exists(cache.folder()));
  }

  @Test
  void lookingAtItTakesATwentiethOfTheTime() throws IOException {
    UvCache cache = cache(0, 0, 10, 209, 210, 220);
    cache.during(() -> wheel(MOST));

    assertTrue(Files.exists(cache.during(() -> wheel(2 * MOST))));
    cache.during(() -> root);

    assertFalse(Files.exists(cache.folder()));
  }

  @Test
  void whatAProjectsBuildAddsCounts() throws IOException {
    StandInTools tools = StandInTools.in(root);
    try {
      Path file = Files.writeString(root.resolve("requirements.txt"), "six==1.17.0");
      EnvironmentRequest request = new EnvironmentRequest("account-1", "shop", DbtVersion.standard(), WarehouseType.DUCKDB, Optional.of(file));

      assertTrue(Files.exists(tools.environments(1).prepare(request, _ -> { }).orFail().python()));

      assertEquals(List.of(), Folders.children(root.resolve("cache")));
    } finally {
      tools.processes().close();
    }
  }

  /** @param nanos of its clock, each for one look at it */
  private UvCache cache(long... nanos) {
    Iterator<Long> times = Arrays.stream(nanos).iterator();
    return new UvCache(root.resolve("uv-cache"), MOST, times::next, Runnable::run);
  }

  private Path wheel(int bytes) throws IOException {
    return Files.write(Files.createDirectories(root.resolve("uv-cache")).resolve("wheel"), new byte[bytes]);
  }
}
