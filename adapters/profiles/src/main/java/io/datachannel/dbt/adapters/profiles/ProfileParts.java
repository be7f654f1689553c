package io.datachannel.dbt.adapters.profiles;

import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.LoginMethod;
import io.datachannel.dbt.domain.warehouse.ServiceAccountKey;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a profile is made of: the fields of its output, the secrets that these name, and the files beside it. */
final class ProfileParts {
  private final WarehouseConnection connection;
  private final AccountFolder databases;
  private final Path folder;
  private final Map<String, Secret> secrets = new LinkedHashMap<>();
  private final List<ProfileFile> files = new ArrayList<>();

  ProfileParts(Warehouse warehouse, AccountFolder databases, Path folder) {
    this.connection = warehouse.connection();
    this.databases = databases;
    this.folder = folder;
  }

  /** The output as the adapter wants it, but for what dbt wants of every one. Called once. */
  Map<String, Object> output() {
    Map<String, Object> output = new LinkedHashMap<>();
    LoginMethod method = connection.method();
    output.put("type", connection.type().wireName());
    method.written().forEach((name, text) -> output.put(name, new ProfileYaml.Literal(text)));
    method.fields().stream()
        .filter(field -> connection.open().containsKey(field.name()) || connection.secret().containsKey(field.name()))
        .forEach(field -> output.put(field.name(), value(field)));
    return output;
  }

  /** By the names of environment variables. */
  Map<String, Secret> secrets() {
    return Map.copyOf(secrets);
  }

  /** Writes a file that goes when the profile goes. */
  Path write(String name, String content) {
    ProfileFile file = new ProfileFile(folder.resolve(name));
    file.write(content);
    files.add(file);
    return file.path();
  }

  /** May be called again. */
  void delete() {
    files.forEach(ProfileFile::delete);
  }

  private Object value(WarehouseField field) {
    String open = connection.open().get(field.name());
    return switch (field.kind()) {
      case TEXT, HOST, PLACE -> new ProfileYaml.Literal(open);
      case PORT, NUMBER -> Long.valueOf(open);
      case FLAG -> Boolean.valueOf(open);
      case FILE -> new ProfileYaml.Literal(databases.file(open).toString());
      case SECRET, KEY -> reference(field.name(), secret(field));
      case CERTIFICATE -> inFile(field, open);
      case KEY_FILE -> {
        // Named by no field, and still a secret of this dbt, to be masked in what it says.
        reference(field.name(), secret(field));
        yield inFile(field, secret(field).reveal());
      }
      case SERVICE_ACCOUNT -> serviceAccount(field);
    };
  }

  private Secret secret(WarehouseField field) {
    return connection.secret().get(field.name());
  }

  private String reference(String name, Secret secret) {
    String variable = "DBT_ENV_SECRET_" + name.toUpperCase(Locale.ROOT);
    secrets.put(variable, secret);
    return "{{ env_var('" + variable + "') }}";
  }

  private ProfileYaml.Literal inFile(WarehouseField field, String content) {
    return new ProfileYaml.Literal(write(field.name() + ".pem", content).toAbsolutePath().toString());
  }

  private Map<String, Object> serviceAccount(WarehouseField field) {
    Map<String, Object> members = new LinkedHashMap<>();
    ServiceAccountKey.stored(secret(field).reveal()).members().forEach((name, text) -> members.put(name, ServiceAccountKey.isSecret(name)
        ? reference(field.name() + "_" + name, new Secret(text)) : new ProfileYaml.Literal(text)));
    return members;
  }
}
