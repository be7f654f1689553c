package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.adapters.network.GuardedSockets;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * HTTP for one conversation. The address that is looked at is the one that is then connected to, so a name that leads elsewhere the next
 * time (DNS rebinding) gains nothing.
 */
final class GuardedHttp implements HttpConnectionFactory {
  private final Conversation conversation;
  /** One for all requests, since Java keeps connections alive for the same one only. */
  private final SSLSocketFactory sockets;

  GuardedHttp(Conversation conversation) {
    this.conversation = conversation;
    this.sockets = new GuardedSockets(conversation::check, HttpsURLConnection::getDefaultSSLSocketFactory);
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    conversation.checkIsOfRepository(url);
    conversation.checkIsForGit(url);
    return new GuardedHttpConnection(url, sockets, conversation);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return create(url);
  }

  SSLSocketFactory sockets() {
    return sockets;
  }
}
