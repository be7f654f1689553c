package io.datachannel.dbt.application.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of artifacts keeps to. */
public abstract class ArtifactsContract {
  protected static final AccountId ACCOUNT = new AccountId(1);
  protected static final RunId RUN = new RunId(5);

  @TempDir protected Path folder;

  protected abstract Artifacts artifacts();

  @Test
  void anArtifactComesBackAsItWasAndIsReplaced() throws IOException {
    artifacts().store(ACCOUNT, RUN, "manifest.json", file("{\"one\": 1}"), Redactor.none());
    artifacts().store(ACCOUNT, RUN, "manifest.json", file("{\"two\": 2}"), Redactor.none());

    try (InputStream stored = artifacts().find(ACCOUNT, RUN, "manifest.json").orElseThrow().from().apply(0)) {
      assertEquals("{\"two\": 2}", new String(stored.readAllBytes()));
    }
  }

  @Test
  @Tag("fault-36")
  void secretsAreTakenOutAndJsonStaysJson() throws IOException {
    Redactor redactor = new Redactor(List.of(new Secret("pass\"w\u00f6rd"), new Secret("12345")));
    String json = "{\"a\": \"x pass\\\"w\u00f6rd pass\\\"w\\u00f6rd cGFzcyJ3w7ZyZA==\", \"b\": 12345.0}";

    artifacts().store(ACCOUNT, RUN, "manifest.json", file(json), redactor);

    try (InputStream stored = artifacts().find(ACCOUNT, RUN, "manifest.json").orElseThrow().from().apply(0)) {
      assertEquals("{\"a\": \"x *** *** ***A==\", \"b\": 99999.0}", new String(stored.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatWasStoredIsKeptByAnotherNameToo() throws IOException {
    artifacts().store(ACCOUNT, RUN, "run_results.json", file("{\"one\": 1}"), Redactor.none());
    artifacts().store(ACCOUNT, RUN, "run_results.2.json", file("{\"two\": 2}"), Redactor.none());

    artifacts().storeAlsoAs(ACCOUNT, RUN, "run_results.2.json", "run_results.json");

    for (String name : List.of("run_results.2.json", "run_results.json")) {
      try (InputStream stored = artifacts().find(ACCOUNT, RUN, name).orElseThrow().from().apply(0)) {
        assertEquals("{\"two\": 2}", new String(stored.readAllBytes()));
      }
    }
    assertThrows(PortFailure.class, () -> artifacts().storeAlsoAs(ACCOUNT, RUN, "run_results.1.json", "run_results.json"));
  }

  @Test
  void whatIsNotThereOrNotOursIsAbsent() throws IOException {
    artifacts().store(ACCOUNT, RUN, "manifest.json", file("{}"), Redactor.none());

    assertTrue(artifacts().find(ACCOUNT, RUN, "catalog.json").isEmpty());
    assertTrue(artifacts().find(new AccountId(2), RUN, "manifest.json").isEmpty());
    assertTrue(artifacts().find(ACCOUNT, RUN, "../5/manifest.json").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../manifest.json", "a/b.json", "a\\b.json", ".hidden", "run.log", "events.ndjson"})
  void aNameThatIsNotOneOfAnArtifactIsNeitherStoredNorThere(String name) throws IOException {
    Path file = file("{}");

    assertThrows(IllegalArgumentException.class, () -> artifacts().store(ACCOUNT, RUN, name, file, Redactor.none()));
    assertTrue(artifacts().find(ACCOUNT, RUN, name).isEmpty());
  }

  protected final Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("file"), content);
  }
}
