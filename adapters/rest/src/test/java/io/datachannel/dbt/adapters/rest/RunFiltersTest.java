package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFiltersTest {
  private final Client client = new Client();
  private final long project = client.project();

  @Test
  void eachFilterLetsItsRunsThrough() {
    int all = run("{}");
    int tests = run("{\"command\": \"test\"}");
    int cancelled = run("{}");
    client.post("runs/" + cancelled + "/cancel");
    int other = client.run();
    int reported = client.reporter(Role.SERVICE).post("runs", """
        {"projectId": %d, "runType": "SCHEDULED", "commit": "c0ffee"}""".formatted(project)).json().getInt("id");

    assertEquals(List.of(reported, other, cancelled, tests, all), ids("runs"));
    assertEquals(List.of(reported, cancelled, tests, all), ids("runs?project=" + project));
    assertEquals(List.of(cancelled), ids("runs?status=CANCELLED"));
    assertEquals(List.of(reported, cancelled, tests, all), ids("projects/" + project + "/runs?status=CANCELLED&status=QUEUED"));
    assertEquals(List.of(), ids("runs?status=PARTIAL%20SUCCESS&status=FAILED"));
    assertEquals(List.of(reported), ids("runs?type=SCHEDULED"));
    assertEquals(List.of(tests), ids("runs?command=test"));
    assertEquals(List.of(reported), ids("runs?reported=true"));
    assertEquals(List.of(tests, all), ids("runs?reported=false&status=QUEUED&project=" + project));
    assertEquals(List.of(reported), ids("runs?commit=c0ffee"));
    assertEquals(List.of(), ids("runs?commit=c0ff"));
    assertEquals(List.of(cancelled), ids("projects/" + project + "/runs?command=build&reported=false&limit=1"));
    assertEquals(List.of(all), ids("projects/" + project + "/runs?command=build&reported=false&after=" + cancelled));
  }

  @Test
  void aWindowIsOfTheInstantsWhenRunsWereQueued() {
    int run = run("{}");

    assertEquals(List.of(run), ids("runs?from=" + encoded(Rows.NOW) + "&until=" + encoded(Rows.NOW.plusMillis(1))));
    assertEquals(List.of(), ids("runs?until=" + encoded(Rows.NOW)));
    assertEquals(List.of(), ids("runs?from=" + encoded(Rows.NOW.plus(Duration.ofSeconds(1)))));
    assertEquals(List.of(run), ids("runs?from=2026-03-01T11%3A00%3A00%2B01%3A00"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "status=DONE                                                      | status   | PARTIAL SUCCESS",
      "status=QUEUED&status=queued                                      | status   | QUEUED, RUNNING",
      "status=                                                          | status   | CANCELLED",
      "type=manual                                                      | type     | MANUAL, SCHEDULED",
      "type=MANUAL&type=SCHEDULED                                       | type     | once",
      "command=compile                                                  | command  | build, run, test, seed, snapshot",
      "reported=yes                                                     | reported | true or false",
      "from=yesterday                                                   | from     | 2026-03-01T10:00:00Z",
      "from=2026-03-01                                                  | from     | 2026-03-01T10:00:00Z",
      "until=2026-03-01T10:00:00                                        | until    | 2026-03-01T10:00:00Z",
      "until=1969-12-31T23:59:59Z                                       | until    | instant",
      "from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z             | until    | later",
      "from=2026-03-02T00:00:00Z&until=2026-03-02T00:00:00Z             | until    | later",
      "commit=0123456789012345678901234567890123456789012345678901234567890123456789 | commit | 64",
      "commit=                                                          | commit   | hash",
      "commit=a%00b                                                     | commit   | control"})
  void aBadValueIsNamedWithTheGoodOnes(String query, String field, String good) {
    for (String list : List.of("runs", "projects/" + project + "/runs")) {
      Client.Answer answer = client.get(list + "?" + query.replace(":", "%3A"));

      assertEquals("400 FIELD_INVALID " + field, answer.problem());
      assertTrue(answer.detail().contains(good), answer::detail);
    }
  }

  @ParameterizedTest
  @CsvSource({"project=0", "project=x", "project=-1", "project=2147483648"})
  void aBadProjectIsNamed(String query) {
    assertEquals("400 FIELD_INVALID project", client.get("runs?" + query).problem());
  }

  @Test
  void anotherAccountsProjectHasNoRuns() {
    run("{}");

    assertEquals(List.of(), new Client().get("runs?project=" + project).items());
  }

  /** The server takes no bare colon in a query. */
  private static String encoded(Instant instant) {
    return instant.toString().replace(":", "%3A");
  }

  private int run(String demand) {
    return client.post("projects/" + project + "/runs", demand).json().getInt("id");
  }

  private List<Integer> ids(String path) {
    return client.get(path).items().stream().map(row -> row.getInt("id")).toList();
  }
}
