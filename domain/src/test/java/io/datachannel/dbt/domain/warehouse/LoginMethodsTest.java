package io.datachannel.dbt.domain.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoginMethodsTest {
  private static final String KEY = PemTest.pem("PRIVATE KEY");
  private static final Map<String, String> SNOWFLAKE = Map.of("account", "acme-prod", "user", "dbt", "password", "hunter22",
      "warehouse", "wh", "database", "db", "schema", "marts");
  private static final Map<String, String> WITH_KEY = Map.of("method", "keypair", "account", "acme-prod", "user", "dbt",
      "private_key", KEY, "warehouse", "wh", "database", "db", "schema", "marts");

  @Test
  void whoNamesNoWayTakesTheFirst() {
    WarehouseConnection connection = WarehouseConnection.of(WarehouseType.SNOWFLAKE, SNOWFLAKE);

    assertEquals("password", connection.method().name());
    assertEquals("password", connection.open().get("method"));
  }

  @Test
  void aRowOfBeforeThereWereSeveralWaysIsRead() {
    WarehouseConnection stored = new WarehouseConnection(WarehouseType.POSTGRES,
        Map.of("host", "h", "port", "5432", "user", "u", "dbname", "d", "schema", "s", "sslmode", "prefer"),
        Map.of("password", new Secret("hunter22")));

    assertEquals("password", stored.method().name());
    WarehouseConnection changed = stored.replacedBy(WarehouseType.POSTGRES,
        Map.of("host", "h", "user", "u", "dbname", "d", "schema", "other"));
    assertEquals("hunter22", changed.secret().get("password").reveal());
  }

  @ParameterizedTest
  @CsvSource({
      "method, kerberos, WAREHOUSE_FIELD_INVALID", "private_key, k, FIELD_UNKNOWN", "account, https://x.snowflakecomputing.com, WAREHOUSE_FIELD_INVALID",
      "client_session_keep_alive, yes, WAREHOUSE_FIELD_INVALID"})
  void aBadFieldIsNamed(String field, String value, FailureCode code) {
    InvalidInput refused = refused(WarehouseType.SNOWFLAKE, with(SNOWFLAKE, field, value));

    assertEquals(code, refused.code());
    assertEquals("connection." + field, refused.field());
  }

  @Test
  void aFieldOfAnotherWaySaysOfWhich() {
    assertEquals("A snowflake warehouse with the method 'password' has no field 'private_key', which goes with the method keypair; it has "
            + "method, account, user, password, role, warehouse, database, schema, query_tag, client_session_keep_alive.",
        refused(WarehouseType.SNOWFLAKE, with(SNOWFLAKE, "private_key", "k")).getMessage());
  }

  @Test
  void whatIsOptionalIsNotThereWhenItIsLeftOut() {
    assertFalse(WarehouseConnection.of(WarehouseType.SNOWFLAKE, SNOWFLAKE).open().containsKey("role"));
    assertTrue(WarehouseConnection.of(WarehouseType.CLICKHOUSE, Map.of("host", "h", "schema", "s")).secret().isEmpty());
  }

  @Test
  void aKeyAndItsPassphraseGoTogether() {
    String encrypted = PemTest.pem("ENCRYPTED PRIVATE KEY");

    assertEquals("FIELD_MISSING connection.private_key_passphrase", code(refused(WarehouseType.SNOWFLAKE, with(WITH_KEY, "private_key", encrypted))));
    assertEquals("WAREHOUSE_FIELD_INVALID connection.private_key_passphrase",
        code(refused(WarehouseType.SNOWFLAKE, with(WITH_KEY, "private_key_passphrase", "p"))));
    Map<String, String> both = with(with(WITH_KEY, "private_key", encrypted), "private_key_passphrase", "p");
    assertEquals(2, WarehouseConnection.of(WarehouseType.SNOWFLAKE, both).secret().size());
  }

  @Test
  void aNewKeyDoesAwayWithThePassphraseOfTheOld() {
    Map<String, String> encrypted = with(with(WITH_KEY, "private_key", PemTest.pem("ENCRYPTED PRIVATE KEY")), "private_key_passphrase", "p");
    WarehouseConnection stored = WarehouseConnection.of(WarehouseType.SNOWFLAKE, encrypted);

    assertEquals(Set.of("private_key"), stored.replacedBy(WarehouseType.SNOWFLAKE, WITH_KEY).secret().keySet());
    Map<String, String> renamed = with(without(without(encrypted, "private_key"), "private_key_passphrase"), "schema", "other");
    assertEquals(stored.secret(), stored.replacedBy(WarehouseType.SNOWFLAKE, renamed).secret());
  }

  @ParameterizedTest
  @CsvSource({"account, other", "method, keypair", "method, oauth"})
  void aSecretDoesNotGoElsewhere(String field, String value) {
    WarehouseConnection stored = WarehouseConnection.of(WarehouseType.SNOWFLAKE, SNOWFLAKE);
    Map<String, String> given = with(without(SNOWFLAKE, "password"), field, value);

    InvalidInput refused = assertThrows(InvalidInput.class, () -> stored.replacedBy(WarehouseType.SNOWFLAKE, given));

    assertEquals(FailureCode.FIELD_MISSING, refused.code());
  }

  @Test
  void nothingInAConnectionStringOfOdbcNamesAnotherServer() {
    Map<String, String> given = Map.of("server", "db.example", "user", "u", "password", "p", "database", "d};Server=evil.example", "schema", "s");

    assertEquals("WAREHOUSE_FIELD_INVALID connection.database", code(refused(WarehouseType.SQLSERVER, given)));
  }

  @ParameterizedTest
  @EnumSource(WarehouseType.class)
  void theNamesOfAWayAreItsOwn(WarehouseType type) {
    assertEquals(type.methods().size(), new HashSet<>(type.methods().stream().map(LoginMethod::name).toList()).size());
    for (LoginMethod method : type.methods()) {
      List<String> names = method.fields().stream().map(WarehouseField::name).toList();
      assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
      assertTrue(method.written().keySet().stream().noneMatch(names::contains), names::toString);
      method.fields().forEach(field -> field.standard().ifPresent(standard -> FieldValue.checked(field, standard)));
    }
  }

  @Test
  void everyWayThatSendsASecretSaysWhereTo() {
    Arrays.stream(WarehouseType.values()).flatMap(type -> type.methods().stream()).filter(method -> method.secrets().findAny().isPresent())
        .forEach(method -> assertTrue(method.fields().stream().anyMatch(field -> field.kind().isAddress()), method::toString));
  }

  private static InvalidInput refused(WarehouseType type, Map<String, String> given) {
    return assertThrows(InvalidInput.class, () -> WarehouseConnection.of(type, given));
  }

  private static String code(InvalidInput refused) {
    return refused.code() + " " + refused.field();
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    Map<String, String> all = new HashMap<>(fields);
    all.put(name, value);
    return all;
  }

  private static Map<String, String> without(Map<String, String> fields, String name) {
    Map<String, String> all = new HashMap<>(fields);
    all.remove(name);
    return all;
  }
}
