package io.datachannel.dbt.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.run.RunStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WhoIsToldTest {
  /** By level, status, and whether the project was failing; what is not here is told to no one. */
  private static final Map<String, NotificationEvent> TOLD = Map.of(
      "SUCCESS SUCCESSFUL false", NotificationEvent.RUN_FINISHED,
      "SUCCESS SUCCESSFUL true", NotificationEvent.RUN_RECOVERED,
      "SUCCESS PARTIAL_SUCCESS false", NotificationEvent.RUN_FINISHED,
      "SUCCESS PARTIAL_SUCCESS true", NotificationEvent.RUN_FINISHED,
      "SUCCESS FAILED false", NotificationEvent.RUN_FINISHED,
      "SUCCESS FAILED true", NotificationEvent.RUN_FINISHED,
      "ERROR SUCCESSFUL true", NotificationEvent.RUN_RECOVERED,
      "ERROR PARTIAL_SUCCESS true", NotificationEvent.RUN_FINISHED,
      "ERROR FAILED true", NotificationEvent.RUN_FINISHED);
  private static final Map<String, NotificationEvent> TOLD_TOO = Map.of(
      "ERROR PARTIAL_SUCCESS false", NotificationEvent.RUN_FINISHED,
      "ERROR FAILED false", NotificationEvent.RUN_FINISHED);

  @TestFactory
  Stream<DynamicTest> everyLevelStatusAndPast() {
    return Arrays.stream(NotificationLevel.values()).flatMap(level -> Arrays.stream(RunStatus.values()).flatMap(status ->
        Stream.of(true, false).map(failing -> DynamicTest.dynamicTest(level + " " + status + " " + failing, () -> {
          String key = level + " " + status + " " + failing;
          assertEquals(Stream.of(TOLD, TOLD_TOO).filter(told -> told.containsKey(key)).map(told -> told.get(key)).findFirst(),
              WhoIsTold.of(level, status, failing));
        }))));
  }
}
