package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.security.RandomTokenSource;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The platform around the service: it has accounts, users, warehouses and pipelines that no API makes. Writes into the embedded database. */
final class Platform {
  private static final Pattern PORT = Pattern.compile("port: ([1-9][0-9]*)");

  private final Path database;
  private final RandomTokenSource tokens = new RandomTokenSource();

  /** @param data the data folder of a service that is up */
  Platform(Path data) {
    this.database = data.resolve("database");
  }

  /** The id of a new account with one user. */
  long account(String name) {
    long account = add("insert into dc_admin.accounts (name) values (?)", name);
    add("insert into dc_admin.users (account_id, name) values (?, ?)", account, name);
    return account;
  }

  /** The id of one more user of an account. */
  long user(long account, String name) {
    return add("insert into dc_admin.users (account_id, name) values (?, ?)", account, name);
  }

  /** A token of the account's first user. */
  Secret token(long account, Role role) {
    Secret token = tokens.fresh();
    add("""
        insert into dc_admin.dbt_api_tokens (account_id, user_id, label, token_sha256, created_at, role)
        select ?, min(id), 'platform', ?, utc_timestamp(6), ? from dc_admin.users where account_id = ?""",
        account, tokens.hash(token), role.name(), account);
    return token;
  }

  /** The id of a new pipeline that loads a warehouse. */
  long pipeline(long account, int warehouse) {
    return add("insert into dc_admin.pipelines (account_id, data_warehouse_id, name) values (?, ?, 'orders')", account, warehouse);
  }

  private long add(String insert, Object... values) {
    try (Connection connection = DriverManager.getConnection(
            "jdbc:mysql://127.0.0.1:" + port() + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true", "dbt_service",
            Files.readString(database.resolve("password")).strip());
        PreparedStatement statement = connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
      for (int place = 0; place < values.length; place++) {
        statement.setObject(place + 1, values[place]);
      }
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The server says it in its log each time it starts. */
  private String port() throws IOException {
    Matcher matcher = PORT.matcher(Files.readString(database.resolve("mariadb.log")));
    return matcher.results().map(found -> found.group(1)).reduce((earlier, later) -> later).orElseThrow();
  }
}
