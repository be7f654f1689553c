package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document and its page, without a token. */
class DocsPagesTest {
  private final RunningRest rest = RunningRest.get();

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/yaml"})
  void theDocumentIsJson(String accept) throws Exception {
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request("/openapi").header("Accept", accept).build(), BodyHandlers.ofString());

    assertEquals("200 application/json", answer.statusCode() + " " + type(answer));
    JsonObject document = Json.createReader(new StringReader(answer.body())).readObject();
    assertTrue(document.getJsonObject("paths").containsKey("/api/v1/projects/{id}"));
    assertTrue(document.getJsonObject("paths").containsKey("/meta/v1/runs/{id}/logs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/"})
  void thePageLoadsNothingButItsOwnFiles(String path) throws Exception {
    HttpResponse<String> page = get(path);
    assertEquals("200 text/html;charset=utf-8", page.statusCode() + " " + type(page));
    assertPolicy(page);

    Matcher used = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page.body());
    int files = 0;
    while (used.find()) {
      HttpResponse<String> file = get(used.group(1));
      assertEquals(200, file.statusCode(), used.group(1));
      assertPolicy(file);
      files++;
    }
    assertEquals(4, files);
    assertFalse(Pattern.compile("<script>|<style|style=| on[a-z]+=|https?:").matcher(page.body()).find(), page.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/swagger-initializer.js", "/docs/docs.html", "/docs/..%2F..%2Fx", "/docs/a/b", "/openapi/x"})
  void thereIsNoOtherFile(String path) throws Exception {
    assertEquals(404, get(path).statusCode());
  }

  @Test
  void theScriptOfThePageAsksNoOtherHost() throws Exception {
    assertTrue(get("/docs/docs.js").body().contains("validatorUrl: null"));
  }

  private static void assertPolicy(HttpResponse<String> answer) {
    String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
    assertFalse(policy.contains("unsafe") || policy.contains("http"), policy);
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient().send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest.port + path)).GET();
  }
}
