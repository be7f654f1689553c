package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A pipeline that carries out dbt elsewhere, and reports by a token of the role SERVICE. */
class MetaApiSystemTest {
  private static final int LOG_BYTES = 20 * 1024 * 1024;

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final URI address = service.service().address();
  private final Secret token = service.service().newToken("pipeline", Role.SERVICE);
  private final Api meta = Api.meta(address, token);
  private final int project =
      service.project(service.duckDb(), service.samples().resolve(service.fresh("no-repository")).toUri().toString(), "");

  @Test
  void aRunReportedFromRowToEndIsSeenLikeAnyOther() throws IOException {
    int run = meta.post("runs", """
        {"projectId": %d, "runType": "SCHEDULED", "commit": "0f3c", "externalId": "%s"}"""
        .formatted(project, service.fresh("nightly"))).id();
    assertEquals(200, meta.patch("runs/" + run + "/status", "{\"status\": \"RUNNING\", \"dbtVersion\": \"1.10.2\"}").status());
    assertEquals(201, meta.post("runs/" + run + "/models", """
        {"models": [{"uniqueId": "model.shop.orders", "dbtStatus": "success", "seconds": 0.5},
                    {"uniqueId": "model.shop.items", "dbtStatus": "error", "message": "no such column"}]}""").status());
    assertEquals(201, meta.post("runs/" + run + "/errors", """
        {"type": "MODEL", "message": "no such column", "traceback": "line 3", "uniqueId": "model.shop.items"}""").status());

    Api.Answer uploaded = meta.upload("runs/" + run + "/logs", BodyPublishers.ofInputStream(() -> new Noise(LOG_BYTES)));
    assertEquals(201, uploaded.status(), uploaded.body());
    assertEquals(LOG_BYTES, uploaded.json().getInt("bytes"));
    Api.Answer ended = meta.patch("runs/" + run + "/status", "{\"status\": \"PARTIAL SUCCESS\"}");
    assertEquals(200, ended.status(), ended.body());
    assertEquals(ended.body(), meta.patch("runs/" + run + "/status", "{\"status\": \"PARTIAL SUCCESS\"}").body());

    JsonObject seen = api.get("runs/" + run).json();
    assertEquals(ended.json(), seen);
    assertTrue(seen.getBoolean("reported"));
    assertEquals(1, seen.getJsonObject("counts").getInt("failed"));
    assertEquals(uploaded.json().getString("path"), seen.getString("logFilePath"));
    assertEquals(List.of(run), api.items("projects/" + project + "/runs").stream().map(row -> row.getInt("id")).toList());
    assertEquals(2, api.items("runs/" + run + "/models").size());
    assertEquals(List.of("model.shop.items"), api.items("runs/" + run + "/errors").stream().map(row -> row.getString("uniqueId")).toList());
    assertEquals(checksum(new Noise(LOG_BYTES)), checksum(api.bytes(uploaded.json().getString("url"))));
    List<String> events = api.events(run, 0).stream().filter(line -> line.startsWith("data: ")).toList();
    assertTrue(events.getFirst().contains("\"status\":\"RUNNING\""), events.toString());
    assertTrue(events.stream().anyMatch(event -> event.contains("uploaded the log, " + LOG_BYTES + " bytes")), events.toString());
    assertTrue(events.getLast().contains("\"ended\":true,\"status\":\"PARTIAL SUCCESS\""), events.toString());
  }

  /** The service's own run was queued behind the reported one, and is over before it. */
  @Test
  void noExecutorTakesAReportedRun() {
    int waiting = meta.post("runs", "{\"projectId\": " + project + "}").id();
    int running = meta.post("runs", "{\"projectId\": " + project + ", \"status\": \"RUNNING\"}").id();

    assertEquals("FAILED", api.finished(service.run(project, "{}")).getString("status"));

    assertEquals("QUEUED", api.get("runs/" + waiting).json().getString("status"));
    assertEquals("RUNNING", api.get("runs/" + running).json().getString("status"));
  }

  @Test
  void eachTokenOpensItsOwnApiAlone() {
    Api editor = Api.meta(address, service.service().newToken("editor", Role.EDITOR));

    assertEquals("ROLE_INSUFFICIENT", editor.post("runs", "{\"projectId\": " + project + "}").code());
    assertEquals(403, editor.get("runs").status());
    assertEquals("ROLE_INSUFFICIENT", new Api(address, token).get("runs").code());
    assertEquals(403, new Api(address, token).post("projects/" + project + "/runs", "{}").status());
  }

  private static long checksum(InputStream bytes) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] block = new byte[65_536];
    try (bytes) {
      for (int got = bytes.read(block); got >= 0; got = bytes.read(block)) {
        checksum.update(block, 0, got);
      }
    }
    return checksum.getValue();
  }

  /** Lines of letters that never repeat in step with a buffer, without holding them. */
  private static final class Noise extends InputStream {
    private final int length;
    private int position;

    Noise(int length) {
      this.length = length;
    }

    @Override
    public int read() {
      if (position == length) {
        return -1;
      }
      int at = position++;
      return at % 97 == 96 ? '\n' : 'a' + (at ^ at >>> 7) % 23;
    }
  }
}
