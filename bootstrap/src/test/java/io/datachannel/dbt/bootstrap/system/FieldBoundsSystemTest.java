package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.bootstrap.system.Api.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of a user at its bounds, on the way to the real database and back. */
class FieldBoundsSystemTest {
  /** What a name may be; emoji are one character each, though two of Java's. */
  private static final List<String> GOOD = List.of("a", "ä".repeat(255), "🦆".repeat(255), "Robert'); drop table dbt_projects;--",
      "<script>alert(\"1\")</script>", "\\ ' \" ` % _ ${admin} :name ?", " x ", "\u202eabc");
  /** What it may not be. */
  private static final Map<String, String> BAD = Map.of("", "FIELD_MISSING", "   ", "FIELD_MISSING", "a".repeat(256), "FIELD_INVALID",
      "🦆".repeat(256), "FIELD_INVALID", "a\u0000b", "FIELD_INVALID", "a\nb", "FIELD_INVALID", "\u0085", "FIELD_INVALID");

  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  static Stream<Arguments> names() {
    List<Arguments> all = new ArrayList<>();
    for (String path : List.of("warehouses", "credentials", "projects", "tokens")) {
      GOOD.forEach(name -> all.add(Arguments.of(path, name, "")));
      BAD.forEach((name, code) -> all.add(Arguments.of(path, name, code)));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {index} {2}")
  @MethodSource("names")
  void aNameIsKeptAsItIsOrRefused(String path, String name, String code) {
    String field = path.equals("tokens") ? "label" : "name";
    Answer answer = api.post(path, body(path).add(field, name).build().toString());

    if (code.isEmpty()) {
      assertEquals(201, answer.status(), answer::body);
      assertEquals(name, answer.json().getString(field));
      if (!path.equals("tokens")) {
        assertEquals(name, api.get(path + "/" + answer.id()).json().getString(field));
      }
    } else {
      assertEquals("400 " + code + " " + field, answer.status() + " " + answer.code() + " " + answer.json().getString("field"));
    }
  }

  private JsonObjectBuilder body(String path) {
    return switch (path) {
      case "warehouses" -> Json.createObjectBuilder().add("type", "duckdb").add("connection", Json.createObjectBuilder().add("path", "a"));
      case "credentials" -> Json.createObjectBuilder().add("kind", "public");
      case "tokens" -> Json.createObjectBuilder().add("role", "VIEWER");
      default -> Json.createObjectBuilder().add("warehouseId", service.duckDb())
          .add("repositoryUrl", "https://git.example/a/b.git").add("branch", "main");
    };
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        Arguments.of("projects", "branch", "b".repeat(255), ""),
        Arguments.of("projects", "branch", "b".repeat(256), "FIELD_INVALID"),
        Arguments.of("projects", "branch", "größe/🦆", ""),
        Arguments.of("projects", "repositoryUrl", "https://git.example/" + "a".repeat(1980), ""),
        Arguments.of("projects", "repositoryUrl", "https://git.example/" + "a".repeat(1981), "FIELD_INVALID"),
        Arguments.of("projects", "projectPath", "a\u0000", "FIELD_INVALID"),
        Arguments.of("projects", "dbtVersion", "1.11'; drop", "DBT_VERSION_UNKNOWN"),
        Arguments.of("credentials", "userName", "a\r\nX-Evil: 1", "FIELD_INVALID"),
        Arguments.of("credentials", "userName", "u".repeat(255), ""),
        Arguments.of("credentials", "userName", "u".repeat(256), "FIELD_INVALID"),
        Arguments.of("credentials", "token", "t".repeat(4096), ""),
        Arguments.of("credentials", "token", "t".repeat(4097), "FIELD_INVALID"),
        Arguments.of("credentials", "token", "a\u0000b", "FIELD_INVALID"));
  }

  @ParameterizedTest(name = "{0} {1} {index} {3}")
  @MethodSource("fields")
  void aFieldKeepsItsBounds(String path, String field, String value, String code) {
    JsonObjectBuilder body = path.equals("projects")
        ? body(path).add("name", "x")
        : Json.createObjectBuilder().add("name", "x").add("kind", "https-token").add("token", "t");

    Answer answer = api.post(path, body.add(field, value).build().toString());

    if (code.isEmpty()) {
      assertEquals(201, answer.status(), answer::body);
    } else {
      assertEquals("400 " + code + " " + field, answer.status() + " " + answer.code() + " " + answer.json().getString("field"));
    }
  }
}
