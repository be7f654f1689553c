package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.secret.Secret;
import java.util.Arrays;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Answers user and token and nothing else: JGit's own throws when it is asked whether an invalid certificate may be trusted. */
final class TokenCredentials extends UsernamePasswordCredentialsProvider {

  TokenCredentials(String userName, Secret token) {
    super(userName, token.reveal());
  }

  @Override
  public boolean get(URIish uri, CredentialItem... items) {
    return Arrays.stream(items).allMatch(this::supports) && super.get(uri, items);
  }
}
