package io.datachannel.dbt.adapters.rest.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.datachannel.dbt.adapters.rest.BrokenResource;
import io.datachannel.dbt.adapters.rest.DocumentedOperation;
import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.adapters.rest.MetaApi;
import io.datachannel.dbt.adapters.rest.RestApplication;
import io.datachannel.dbt.adapters.rest.RunningRest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The document and the code say the same. */
class OpenApiDocumentTest {
  private static final JsonObject DOCUMENT = DocumentedOperation.document();

  /** What the two sides know of an API. */
  private record Api(List<Route> routes, List<Operation> operations) {
    static Stream<Api> all() {
      return RunningRest.get().applications.stream().map(Api::of);
    }

    private static Api of(RestApplication application) {
      return switch (application) {
        case FrontendApi frontend -> of(FrontendApi.PATH, frontend, FrontendOperations.groups());
        case MetaApi meta -> of(MetaApi.PATH, meta, MetaOperations.groups());
      };
    }

    private static Api of(String base, RestApplication application, List<Group> groups) {
      return new Api(
          Route.of(base, application.resourceClasses()).stream()
              .filter(route -> route.method().getDeclaringClass() != BrokenResource.class).toList(),
          groups.stream().flatMap(group -> group.operations().stream()).toList());
    }

    Route routeOf(Operation operation) {
      return routes.stream().filter(route -> route.call().equals(operation.call())).findFirst().orElseThrow();
    }
  }

  @Test
  void everyMethodIsInTheDocumentOnceAndNothingElseIs() {
    Api.all().forEach(api -> assertEquals(
        api.routes().stream().map(Route::call).sorted().toList(), api.operations().stream().map(Operation::call).sorted().toList()));
    assertEquals(Api.all().mapToInt(api -> api.routes().size()).sum(), DocumentedOperation.all().size());
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    List<String> names = DocumentedOperation.all().stream().map(DocumentedOperation::id).toList();

    assertTrue(names.size() > 40, names::toString);
    assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
  }

  @Test
  void noTableSpeaksOfParametersThatAMethodDoesNotTake() {
    Api.all().flatMap(api -> api.operations().stream()).forEach(operation -> operation.parameters().keySet()
        .forEach(name -> assertTrue(DocumentedOperation.named(operation.id()).takes(name), operation.call() + " " + name)));
  }

  @Test
  void answersAreOfTheTypeThatTheMethodGives() {
    Api.all().forEach(api -> api.operations().forEach(operation -> {
      Type given = api.routeOf(operation).method().getGenericReturnType();
      if (given != Response.class) {
        assertEquals(List.of(schemaOf(given)), operation.answers().stream().map(answer -> schemaOf(answer.view().orElseThrow())).toList(),
            operation.call());
      }
    }));
  }

  private static String schemaOf(Type type) {
    return type instanceof Class<?> plain && !plain.isRecord() ? plain.getName() : new RecordSchemas().of(type).toString();
  }

  @Test
  void everyWordOfAnswersIsOfAComponent() {
    AnswerWords.all().forEach((record, words) -> words.keySet().forEach(component ->
        assertTrue(Stream.of(record.getRecordComponents()).anyMatch(one -> one.getName().equals(component)), record + " " + component)));
  }

  @Test
  void everyComponentIsReferredTo() {
    TreeSet<String> names = new TreeSet<>(DOCUMENT.getJsonObject("components").getJsonObject("schemas").keySet());
    names.removeIf(name -> DOCUMENT.toString().contains("\"#/components/schemas/" + name + "\""));

    assertEquals(List.of(), List.copyOf(names));
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsOfItsSchema() {
    return DocumentedOperation.all().stream().flatMap(DocumentedOperation::examples)
        .map(example -> DynamicTest.dynamicTest(example.where(), () -> assertEquals(List.of(), errors(example.schema(), example.value()))));
  }

  @Test
  void anExampleThatIsNotOfItsSchemaIsFound() {
    assertFalse(errors(Json.createObjectBuilder().add("$ref", "#/components/schemas/Run").build(), "{\"id\": \"x\"}").isEmpty());
  }

  private static List<String> errors(JsonObject schema, String value) {
    JsonObject whole = Json.createObjectBuilder(schema).add("components", DOCUMENT.getJsonObject("components")).build();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole.toString(), InputFormat.JSON)
        .validate(value, InputFormat.JSON).stream().map(Error::toString).toList();
  }
}
