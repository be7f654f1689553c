package io.datachannel.dbt.adapters.git;

import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** A user's name and password that are not shown again to a server that refused them: JGit would, three times, which looks like an attack. */
final class LoginOnce extends UsernamePasswordCredentialsProvider {
  private boolean refused;

  LoginOnce(String userName, String password) {
    super(userName, password);
  }

  /** Called when the server refused. */
  @Override
  public void reset(URIish server) {
    refused = true;
  }

  @Override
  public boolean get(URIish server, CredentialItem... items) {
    return !refused && super.get(server, items);
  }
}
