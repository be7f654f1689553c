package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./run demo} does once it is built. */
class DemoSystemTest {
  private static final Pattern RUN = Pattern.compile("Run (\\d+) is SUCCESSFUL: 25 succeeded, 0 warned, 0 failed, 0 skipped");
  @TempDir private Path folder;

  @Test
  void theDemoRunsTheSampleProjectAndStaysUpUntilItIsStopped() {
    try (ServiceProcess demo = ServiceProcess.start("demo", folder.resolve("data"))) {
      Api api = new Api(demo.address(), demo.token().orElseThrow());

      Matcher run = RUN.matcher(demo.output());
      assertTrue(run.find(), demo::output);
      assertTrue(api.get("runs/" + run.group(1) + "/log").body().contains("Completed successfully"));
      assertTrue(demo.output().contains("OK created sql table model main.revenue_by_month"), demo::output);
      List<ProcessHandle> databases = demo.descendants("mariadbd");
      assertEquals(1, databases.size());

      demo.terminate();

      assertTrue(databases.stream().noneMatch(ProcessHandle::isAlive));
    }
  }
}
