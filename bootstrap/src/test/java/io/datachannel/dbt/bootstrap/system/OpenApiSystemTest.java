package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Finish;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service against its own document, by schemathesis: generated calls of every operation, good ones and bad ones. */
class OpenApiSystemTest {
  /** A run of it does not end; the stream of one that is over ends at once. */
  private static final List<String> ON_ENDED_RUNS = List.of("followRun");
  /** Besides the statuses that every bad call may have: what is looked at before the body is. */
  private static final String CONFIG = """
      [checks.negative_data_rejection]
      expected-statuses = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 428]

      """;

  @TempDir
  private Path folder;

  private final RunningService service = RunningService.get();
  private final URI address = service.service().address();
  private final Schemathesis schemathesis = new Schemathesis();

  @Test
  void theDocumentIsValid() throws Exception {
    Path document = folder.resolve("openapi.json");
    HttpClient.newHttpClient().send(HttpRequest.newBuilder(address.resolve("/openapi")).build(), BodyHandlers.ofFile(document));

    Finish finish = schemathesis.validate(document);

    assertTrue(assertInstanceOf(Finish.Finished.class, finish).succeeded(), finish::output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/", "/meta/"})
  void theServiceAnswersAsTheDocumentSays(String api) throws Exception {
    Account account = new Account(new ServiceTables(service.data()), "schemathesis");
    List<DocumentedCall> calls = DocumentedCall.all(address).stream().filter(call -> call.path().startsWith(api)).toList();
    Files.writeString(folder.resolve("schemathesis.toml"), CONFIG + calls.stream().filter(call -> !call.ids().isEmpty())
        .map(call -> config(call, account)).collect(Collectors.joining("\n")));

    Finish finish = schemathesis.run(folder, List.of(address.resolve("/openapi").toString(),
        "--include-path-regex", "^" + api, "--header", "Authorization: Bearer " + account.tokenFor(api).reveal(),
        "--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--seed", "4", "--generation-database", "none",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
            + "response_headers_conformance,negative_data_rejection",
        "--continue-on-failure", "--request-timeout", "30", "--no-color"));

    assertTrue(assertInstanceOf(Finish.Finished.class, finish, finish::output).succeeded(), finish::output);
    assertTrue(finish.output().contains("Tested: " + calls.size()), finish::output);
  }

  /** Ids that there are; a row of its own for each operation, since some end theirs. */
  private static String config(DocumentedCall call, Account account) {
    Map<String, Long> ids = ON_ENDED_RUNS.contains(call.id()) ? Map.of("id", account.endedRun()) : account.idsFor(call);
    // With another revision than the newest a change would be refused before anything of it is looked at.
    return "[[operations]]\ninclude-operation-id = \"" + call.id() + "\"\nparameters = { " + ids.entrySet().stream()
        .map(id -> "\"path." + id.getKey() + "\" = " + id.getValue()).collect(Collectors.joining(", "))
        + (call.json().toString().contains("\"If-Match\"") ? ", \"header.If-Match\" = \"*\"" : "") + " }\n";
  }
}
