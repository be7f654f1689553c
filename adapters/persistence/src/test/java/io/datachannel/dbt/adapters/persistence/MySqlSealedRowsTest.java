package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.keys.SealedRows;
import io.datachannel.dbt.application.keys.SecretResealing;
import io.datachannel.dbt.application.notifications.TargetBuilder;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.webhooks.Webhook;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.VariableName;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlSealedRowsTest {
  private static final AccountId ANOTHER = new AccountId(2);
  private static final WarehouseConnection POSTGRES = WarehouseConnection.of(WarehouseType.POSTGRES, Map.of(
      "host", "db.example", "user", "dbt", "password", "hunter2", "dbname", "shop", "schema", "marts"));
  private static final WarehouseConnection DUCKDB = WarehouseConnection.of(WarehouseType.DUCKDB, Map.of("path", "shop.duckdb"));
  private static final GitAccess.HttpsToken TOKEN = new GitAccess.HttpsToken("x", new Secret("ghp_1"), GitProvider.OTHER);

  private static final GitAccess LOGIN = new GitAccess.GitHubOAuth("octocat", List.of(), new Secret("ghu_1"),
      Optional.of(new GitAccess.Renewal(new Secret("ghr_1"), Instant.parse("2026-03-01T18:00:00Z"))));

  private static final Channel SLACK = new Channel.Slack("hooks.slack.example", new Secret("https://hooks.slack.example/services/T"));

  /** The key that seals from now on: values of another one begin with its name. */
  private String key = "old:";

  @Test
  void whatAnOldKeySealedIsSealedByTheNewOneAndKeepsItsRevision() {
    WarehouseId warehouse = warehouses().add(OURS, "shop", POSTGRES);
    WarehouseId file = warehouses().add(OURS, "file", DUCKDB);
    CredentialId credential = credentials().add(ANOTHER, "git", TOKEN);
    CredentialId login = credentials().add(ANOTHER, "app", LOGIN);
    CredentialId open = credentials().add(ANOTHER, "open", new GitAccess.Public());
    key = "new:";

    assertEquals(new SealedRows.Pass(3, 0, 0), rows(this::resealed).reseal());
    assertEquals(new SealedRows.Pass(0, 0, 0), rows(this::resealed).reseal());

    assertEquals(POSTGRES, newest().find(OURS, warehouse).orElseThrow().connection());
    assertEquals(1, newest().find(OURS, warehouse).orElseThrow().revision());
    assertEquals(DUCKDB, newest().find(OURS, file).orElseThrow().connection());
    MySqlCredentials resealed = new MySqlCredentials(TestDatabase.database(), new Keyed("new:"));
    assertEquals(TOKEN, resealed.find(ANOTHER, credential).orElseThrow().access());
    assertEquals(LOGIN, resealed.find(ANOTHER, login).orElseThrow().access());
    assertEquals(new GitAccess.Public(), credentials().find(ANOTHER, open).orElseThrow().access());
  }

  @Test
  void variablesAndWebhooksAreSealedAgainToo() {
    Project project = new MySqlProjects(TestDatabase.database()).find(OURS, TestDatabase.fixture().project(OURS)).orElseThrow();
    VariableName token = VariableName.of("DBT_ENV_SECRET_GIT_TOKEN");
    variables().put(project, token, new Secret("hunter2"));
    variables().put(project, VariableName.of("DBT_REGION"), new Secret("eu"));
    webhooks().put(new Webhook(OURS, project.id(), "key", new Secret("hunter3"), 1, Instant.parse("2026-03-01T10:00:00Z"), Optional.empty()));
    key = "new:";

    assertEquals(new SealedRows.Pass(2, 0, 0), rows(this::resealed).reseal());

    assertEquals(Map.of(token.value(), new Secret("hunter2")), variables().of(project).secret());
    assertEquals(new Secret("hunter3"), webhooks().withKey("key").orElseThrow().secret());
  }

  @Test
  void targetsOfNotificationsAreSealedAgainToo() {
    TargetId webhook = targets("old:").add(OURS, TargetBuilder.aTarget().definition());
    TargetId slack = targets("old:").add(OURS, TargetBuilder.aTarget().by(SLACK).definition());
    targets("old:").add(OURS, TargetBuilder.aTarget().by(new Channel.Email(List.of("a@b.example"))).definition());
    key = "new:";

    assertEquals(new SealedRows.Pass(2, 0, 0), rows(this::resealed).reseal());
    assertEquals(new SealedRows.Pass(0, 0, 0), rows(this::resealed).reseal());

    assertEquals(TargetBuilder.aTarget().definition(), targets("new:").find(OURS, webhook).orElseThrow().definition());
    assertEquals(SLACK, targets("new:").find(OURS, slack).orElseThrow().definition().channel());
  }

  private static MySqlNotificationTargets targets(String by) {
    return new MySqlNotificationTargets(TestDatabase.database(), new Keyed(by));
  }

  private MySqlProjectVariables variables() {
    return new MySqlProjectVariables(TestDatabase.database(), new Keyed(key));
  }

  private MySqlWebhooks webhooks() {
    return new MySqlWebhooks(TestDatabase.database(), new Keyed(key));
  }

  @Test
  void aRowThatChangesMeanwhileIsLeftToTheNextPass() {
    WarehouseId id = warehouses().add(OURS, "shop", POSTGRES);
    key = "new:";
    SecretResealing afterAnothersChange = (sealed, account, purpose) -> {
      TestDatabase.execute(TestDatabase.settings(), List.of(
          "update dc_admin.data_warehouses set revision = revision + 1 where id = " + id.value()));
      return resealed(sealed, account, purpose);
    };

    assertEquals(new SealedRows.Pass(0, 1, 0), rows(afterAnothersChange).reseal());
    assertEquals(new SealedRows.Pass(1, 0, 0), rows(this::resealed).reseal());
  }

  /** Which is no other revision. */
  @Test
  void aTokenThatIsBoundToItsHostMeanwhileStaysBound() {
    CredentialId id = credentials().add(OURS, "git", TOKEN);
    key = "new:";
    SecretResealing afterBinding = (sealed, account, purpose) -> {
      credentials().bind(OURS, id, "git.acme.example");
      return resealed(sealed, account, purpose);
    };

    assertEquals(new SealedRows.Pass(1, 0, 0), rows(afterBinding).reseal());

    assertEquals(TOKEN.boundTo("git.acme.example"), credentials().find(OURS, id).orElseThrow().access());
  }

  @Test
  void aSecretThatNoKeyOpensIsCountedAndLeftAsItIs() {
    key = "lost:";
    warehouses().add(OURS, "lost", POSTGRES);
    credentials().add(OURS, "lost", TOKEN);
    key = "old:";
    WarehouseId kept = warehouses().add(OURS, "shop", POSTGRES);
    key = "new:";

    assertEquals(new SealedRows.Pass(1, 0, 2), rows(this::resealed).reseal());
    assertEquals(POSTGRES, newest().find(OURS, kept).orElseThrow().connection());
  }

  @Test
  void whatKeepsThePassFromGoingOnIsNotCountedAway() {
    warehouses().add(OURS, "shop", POSTGRES);
    SecretResealing broken = (sealed, account, purpose) -> {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "gone", null);
    };

    assertThrows(PortFailure.class, () -> rows(broken).reseal());
  }

  @Test
  void rowsBeyondOnePageAreSealedAgainToo() {
    for (int i = 0; i < 501; i++) {
      warehouses().add(OURS, "shop", POSTGRES);
    }
    key = "new:";

    assertEquals(new SealedRows.Pass(501, 0, 0), rows(this::resealed).reseal());
  }

  private Optional<String> resealed(String sealed, AccountId account, String purpose) {
    if (sealed.startsWith(key)) {
      return Optional.empty();
    }
    return Optional.of(new Keyed(key).seal(new Keyed("old:").open(sealed, account, purpose), account, purpose));
  }

  private static SealedRows rows(SecretResealing resealing) {
    return new MySqlSealedRows(TestDatabase.database(), resealing);
  }

  private MySqlWarehouses warehouses() {
    return new MySqlWarehouses(TestDatabase.database(), new Keyed(key));
  }

  private static MySqlWarehouses newest() {
    return new MySqlWarehouses(TestDatabase.database(), new Keyed("new:"));
  }

  private MySqlCredentials credentials() {
    return new MySqlCredentials(TestDatabase.database(), new Keyed(key));
  }

  private record Keyed(String key) implements SecretSealing {
    private static final ReversingSeal SEAL = new ReversingSeal();

    @Override
    public String seal(Secret secret, AccountId account, String purpose) {
      return key + SEAL.seal(secret, account, purpose);
    }

    @Override
    public Secret open(String sealed, AccountId account, String purpose) {
      if (!sealed.startsWith(key)) {
        throw new PortFailure(FailureCode.SECRET_UNREADABLE, "Another key sealed it.", null);
      }
      return SEAL.open(sealed.substring(key.length()), account, purpose);
    }
  }
}
