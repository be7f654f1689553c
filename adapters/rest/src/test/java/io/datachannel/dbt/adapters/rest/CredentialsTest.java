package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitAccess.SshKey;
import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
  private final Client client = new Client();

  @Test
  void aTokenIsKeptAndNeverShown() {
    Client.Answer added =
        client.post("credentials", "{\"name\": \"github\", \"kind\": \"https-token\", \"token\": \"ghp_battery-staple\"}");

    assertEquals(201, added.status(), added::body);
    int id = added.json().getInt("id");
    assertEquals("x-access-token", added.json().getString("userName"));
    assertEquals(new GitAccess.HttpsToken("x-access-token", new Secret("ghp_battery-staple")),
        client.rows.credentials.find(client.account(), new CredentialId(id)).orElseThrow().access());
    for (Client.Answer answer : List.of(added, client.get("credentials"), client.get("credentials/" + id))) {
      assertFalse(answer.body().contains("battery-staple"), answer::body);
    }
  }

  @Test
  void theUserNameMayBeGiven() {
    Client.Answer added = client.post("credentials",
        "{\"name\": \"b\", \"kind\": \"https-token\", \"userName\": \"x-token-auth\", \"token\": \"t\"}");

    assertEquals("x-token-auth", added.json().getString("userName"));
  }

  @Test
  void theProviderMayBeNamed() {
    Client.Answer added = client.post("credentials",
        "{\"name\": \"b\", \"kind\": \"https-token\", \"provider\": \"BITBUCKET\", \"token\": \"t\"}");

    assertEquals("BITBUCKET", added.json().getString("provider"));
    assertEquals("x-token-auth", added.json().getString("userName"));
  }

  @Test
  void aPublicOneNeedsNothing() {
    Client.Answer added = client.post("credentials", "{\"name\": \"open\", \"kind\": \"public\"}");

    assertEquals("public", client.get("credentials/" + added.json().getInt("id")).json().getString("kind"));
  }

  @Test
  void aKeyPairIsMadeAndOnlyItsPublicHalfIsShown() {
    Client.Answer added = client.post("credentials", "{\"name\": \"deploy\", \"kind\": \"ssh-key\"}");

    assertEquals(201, added.status(), added::body);
    int id = added.json().getInt("id");
    assertTrue(added.json().getString("publicKey").startsWith("ssh-ed25519 "), added::body);
    assertEquals(added.json().getString("publicKey"), client.get("credentials/" + id).json().getString("publicKey"));
    for (Client.Answer answer : List.of(added, client.get("credentials"), client.get("credentials/" + id))) {
      assertFalse(answer.body().contains("private-half"), answer::body);
    }
  }

  @Test
  void aKeyPairStaysWhenItsServersChange() {
    Client.Answer added = client.post("credentials", "{\"name\": \"deploy\", \"kind\": \"ssh-key\"}");
    int id = added.json().getInt("id");
    String line = "git.acme.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
    SshKey before = key(id);

    Client.Answer patched = client.change("PATCH", "credentials/" + id, "*", "{'hostKeys': ['" + line + "']}");
    Client.Answer renamed = client.change("PATCH", "credentials/" + id, "*", "{'name': 'other'}");

    assertEquals(200, patched.status(), patched::body);
    assertEquals(line, renamed.json().getJsonArray("hostKeys").getString(0));
    assertEquals(before.forServers(List.of(HostKey.of("hostKeys", line))), key(id));
  }

  private SshKey key(int id) {
    return (SshKey) client.rows.credentials.find(client.account(), new CredentialId(id)).orElseThrow().access();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'name': 'x', 'kind': 'ssh-key', 'token': 't'}                              | FIELD_INVALID token",
      "{'name': 'x', 'kind': 'ssh-key', 'hostKeys': ['git.acme.example']}          | FIELD_INVALID hostKeys",
      "{'name': 'x', 'kind': 'ssh-key', 'hostKeys': 'x'}                           | FIELD_INVALID hostKeys",
      "{'name': 'x', 'kind': 'public', 'hostKeys': []}                             | FIELD_INVALID hostKeys",
      "{'name': 'x', 'kind': 'https-token', 'token': 't', 'hostKeys': []}          | FIELD_INVALID hostKeys",
      "{'kind': 'public'}                                                          | FIELD_MISSING name",
      "{'name': 'x'}                                                               | FIELD_MISSING kind",
      "{'name': 'x', 'kind': 'ssh'}                                                | FIELD_INVALID kind",
      "{'name': 'x', 'kind': 'https-token'}                                        | FIELD_MISSING token",
      "{'name': 'x', 'kind': 'https-token', 'token': ''}                           | FIELD_MISSING token",
      "{'name': 'x', 'kind': 'https-token', 'token': 'a\\nb'}                      | FIELD_INVALID token",
      "{'name': 'x', 'kind': 'https-token', 'token': 5}                            | FIELD_INVALID token",
      "{'name': 'x', 'kind': 'https-token', 'token': 't', 'userName': ''}          | FIELD_MISSING userName",
      "{'name': 'x', 'kind': 'https-token', 'token': 't', 'provider': 'github'}    | FIELD_INVALID provider",
      "{'name': 'x', 'kind': 'public', 'provider': 'GITHUB'}                       | FIELD_INVALID provider",
      "{'name': 'x', 'kind': 'public', 'token': 't'}                               | FIELD_INVALID token",
      "{'name': 'x', 'kind': 'public', 'userName': 'u'}                            | FIELD_INVALID userName",
      "{'name': 'x', 'kind': 'public', 'password': 'u'}                            | FIELD_UNKNOWN password"},
      quoteCharacter = '`')
  void aBadOneIsNamedByCodeAndField(String body, String problem) {
    assertEquals("400 " + problem, client.post("credentials", body.replace('\'', '"')).problem());
  }
}
