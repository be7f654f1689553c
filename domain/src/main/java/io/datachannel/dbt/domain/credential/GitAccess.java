package io.datachannel.dbt.domain.credential;

import io.datachannel.dbt.domain.secret.Secret;

/** How a repository is opened (specification, step 2: "Add credentials"). */
public sealed interface GitAccess {

  /** A public repository: nothing is sent. */
  record Public() implements GitAccess {}

  /**
   * A personal access token over HTTPS, "which basically acts as a password".
   *
   * @param userName what the provider expects beside the token; GitHub and GitLab take any, Bitbucket wants {@code x-token-auth}
   */
  record HttpsToken(String userName, Secret token) implements GitAccess {}
}
