package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scripts of {@code examples/}, as a reader of the README would start them. */
class ExamplesSystemTest {
  private final RunningService service = RunningService.get();

  @Test
  void theFlowGoesFromAWarehouseToALog() {
    String output = ran("flow.sh", Map.of(
        "REPOSITORY_URL", Repository.shop(service.samples(), service.fresh("examples")).url()));

    assertTrue(output.contains("model model.shop.orders"), output);
    assertTrue(output.contains("SUCCEEDED"), output);
    assertTrue(output.contains("is SUCCESSFUL"), output);
  }

  private String ran(String script, Map<String, String> variables) {
    Path file = Path.of("..", "examples", script).toAbsolutePath().normalize();
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("SERVICE", service.service().address().toString().replaceAll("/$", ""));
    environment.put("TOKEN", service.service().newToken("examples").reveal());
    try (Processes processes = new Processes(Programs.ofService())) {
      Finish finish = processes.run(
          new Command(List.of("bash", file.toString()), file.getParent(), environment), Duration.ofMinutes(3));
      Finish.Finished finished = assertInstanceOf(Finish.Finished.class, finish);
      assertEquals(new Exit.Exited(0), finished.exit(), finished::output);
      return finished.output();
    }
  }
}
