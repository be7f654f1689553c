package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON key of a service account (Google Cloud documentation, "Create and delete service account keys").
 *
 * @param text    as it was given
 * @param members of its one object, all texts
 */
public record ServiceAccountKey(String text, Map<String, String> members) {
  private static final List<String> REQUIRED = List.of("project_id", "private_key_id", "private_key", "client_email", "token_uri");
  private static final Set<String> SECRET = Set.of("private_key_id", "private_key");
  private static final String WHERE = "Give the file that the Google Cloud console makes under IAM, Service accounts, Keys, Add key, JSON.";

  /** @throws InvalidInput when it is none, saying what is wrong */
  static ServiceAccountKey of(String name, String text) {
    Map<String, String> members = FlatJson.read(text)
        .orElseThrow(() -> FieldValue.invalid(name, "must be the JSON key of a service account, one object of texts. " + WHERE));
    String type = members.getOrDefault("type", "");
    if (!type.equals("service_account")) {
      throw FieldValue.invalid(name, "must be the key of a service account, and 'type' in it is '" + type + "'. " + WHERE);
    }
    REQUIRED.stream().filter(member -> members.getOrDefault(member, "").isBlank()).findFirst().ifPresent(member -> {
      throw FieldValue.invalid(name, "lacks '" + member + "'. " + WHERE);
    });
    Pem.plainKey(name + ".private_key", members.get("private_key"));
    if (!members.get("token_uri").startsWith("https://")) {
      throw FieldValue.invalid(name, "must have a 'token_uri' that begins with https://.");
    }
    return new ServiceAccountKey(text, members);
  }

  /** One that was checked before. */
  public static ServiceAccountKey stored(String text) {
    return new ServiceAccountKey(text, FlatJson.read(text).orElseGet(LinkedHashMap::new));
  }

  public static boolean isSecret(String member) {
    return SECRET.contains(member);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "ServiceAccountKey[***]";
  }
}
