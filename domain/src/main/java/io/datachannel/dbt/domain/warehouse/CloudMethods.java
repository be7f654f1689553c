package io.datachannel.dbt.domain.warehouse;

import static io.datachannel.dbt.domain.warehouse.FieldKind.FLAG;
import static io.datachannel.dbt.domain.warehouse.FieldKind.HOST;
import static io.datachannel.dbt.domain.warehouse.FieldKind.KEY;
import static io.datachannel.dbt.domain.warehouse.FieldKind.NUMBER;
import static io.datachannel.dbt.domain.warehouse.FieldKind.PLACE;
import static io.datachannel.dbt.domain.warehouse.FieldKind.PORT;
import static io.datachannel.dbt.domain.warehouse.FieldKind.SECRET;
import static io.datachannel.dbt.domain.warehouse.FieldKind.SERVICE_ACCOUNT;
import static io.datachannel.dbt.domain.warehouse.FieldKind.TEXT;
import static io.datachannel.dbt.domain.warehouse.WarehouseField.optional;
import static io.datachannel.dbt.domain.warehouse.WarehouseField.required;

import java.util.List;

/** The fields of warehouses that a provider runs. */
final class CloudMethods {
  private static final WarehouseField SCHEMA = required("schema", "Schema", TEXT, "schema that models are built in");

  static final List<LoginMethod> REDSHIFT = LoginMethod.each(
      List.of(
          required("host", "Host", HOST, "endpoint of the cluster or workgroup, without port"),
          optional("port", "Port", PORT, "TCP port of the endpoint").standing("5439"),
          required("user", "User", TEXT, "database user to log in as")),
      List.of(required("dbname", "Database", TEXT, "database that models are built in"), SCHEMA,
          optional("sslmode", "TLS", TEXT, "how TLS is used").standing("prefer")
              .oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
          optional("ra3_node", "RA3 nodes", FLAG, "whether models may read other databases of the cluster").standing("false")),
      LoginMethod.of("database", "User and password", required("password", "Password", SECRET, "password of that user"))
          .writing(LoginMethod.FIELD, "database"),
      LoginMethod.of("iam", "Access key of AWS",
          required("access_key_id", "Access key id", TEXT, "id of an access key that may get credentials of the database user"),
          required("secret_access_key", "Secret access key", SECRET, "secret of that access key"),
          required("region", "Region", PLACE, "region of the cluster, for example eu-west-1")
              .matching("[a-z0-9-]+", "small letters, digits and dashes"),
          optional("cluster_id", "Cluster id", TEXT, "id of the cluster; left out for a serverless workgroup"))
          .writing(LoginMethod.FIELD, "iam").since(8));

  static final List<LoginMethod> SNOWFLAKE = LoginMethod.each(
      List.of(
          required("account", "Account", PLACE, "account identifier, for example acme-prod or xy12345.eu-west-1")
              .matching("[A-Za-z0-9][A-Za-z0-9._-]*", "letters, digits, dots, dashes and underscores, without https:// and snowflakecomputing.com"),
          required("user", "User", TEXT, "user to log in as")),
      List.of(
          optional("role", "Role", TEXT, "role to take on; left out, that of the user"),
          required("warehouse", "Warehouse", TEXT, "virtual warehouse that computes"),
          required("database", "Database", TEXT, "database that models are built in"), SCHEMA,
          optional("query_tag", "Query tag", TEXT, "tag of all queries in Snowflake's history"),
          optional("client_session_keep_alive", "Keep the session", FLAG, "whether a session outlives four hours").standing("false")),
      LoginMethod.of("password", "User and password",
          required("password", "Password", SECRET, "password of that user, or a programmatic access token")),
      LoginMethod.of("keypair", "Key pair",
          required("private_key", "Private key", KEY, "private key of the user, PEM (PKCS #8)"),
          optional("private_key_passphrase", "Passphrase", SECRET, "passphrase of an encrypted key")).since(7),
      LoginMethod.of("oauth", "OAuth",
          required("oauth_client_id", "Client id", TEXT, "client id of the security integration"),
          required("oauth_client_secret", "Client secret", SECRET, "its client secret"),
          required("token", "Refresh token", SECRET, "refresh token that the integration gave for the user"))
          .writing("authenticator", "oauth"));

  static final List<LoginMethod> BIGQUERY = LoginMethod.each(
      List.of(required("project", "Project", PLACE, "project id that models are built in")
          .matching("[a-z0-9][a-z0-9.:-]*", "small letters, digits, dashes, dots and colons")),
      List.of(
          required("dataset", "Dataset", TEXT, "dataset that models are built in"),
          optional("location", "Location", TEXT, "where new datasets lie, for example EU; left out, US"),
          optional("execution_project", "Billed project", TEXT, "project that pays for the queries; left out, the same"),
          optional("priority", "Priority", TEXT, "how BigQuery queues the queries").standing("interactive").oneOf("interactive", "batch"),
          optional("maximum_bytes_billed", "Most bytes", NUMBER, "bytes over which a query is refused"),
          optional("job_execution_timeout_seconds", "Longest query", NUMBER, "seconds after which a query is given up").standing("300")),
      LoginMethod.of("service-account-json", "Service account",
          required("keyfile_json", "Key", SERVICE_ACCOUNT, "JSON key of the service account, as the Google Cloud console gives it"))
          .writing(LoginMethod.FIELD, "service-account-json"),
      // The address that gets the secrets is not for users to choose.
      LoginMethod.of("oauth-secrets", "OAuth",
          required("refresh_token", "Refresh token", SECRET, "refresh token of a user"),
          required("client_id", "Client id", TEXT, "client id that the token was given to"),
          required("client_secret", "Client secret", SECRET, "secret of that client"))
          .writing(LoginMethod.FIELD, "oauth-secrets").writing("token_uri", "https://oauth2.googleapis.com/token"));

  static final List<LoginMethod> DATABRICKS = LoginMethod.each(
      List.of(
          required("host", "Host", HOST, "host of the workspace, for example dbc-1234.cloud.databricks.com")
              .matching("[A-Za-z0-9][A-Za-z0-9.:-]*", "a host name, without https:// and path"),
          required("http_path", "HTTP path", PLACE, "HTTP path of the SQL warehouse or cluster, from its connection details")
              .matching("[A-Za-z0-9/._-]+", "a path, for example /sql/1.0/warehouses/abc123")),
      List.of(
          optional("catalog", "Catalog", TEXT, "catalog that models are built in; left out, hive_metastore"),
          required("schema", "Schema", TEXT, "schema that models are built in").matching("[^.]*", "a name without dots")),
      LoginMethod.of("token", "Access token", required("token", "Token", SECRET, "personal access token")),
      LoginMethod.of("oauth", "OAuth of a service principal",
          required("client_id", "Client id", TEXT, "application id of the service principal"),
          required("client_secret", "Client secret", SECRET, "OAuth secret of that service principal"))
          .writing("auth_type", "oauth"));

  private CloudMethods() {}
}
