package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * HTTP for one conversation. The address that is looked at is the one that is then connected to, so a name that leads elsewhere the next
 * time (DNS rebinding) gains nothing. Proxies of the machine are not used: they would look names up themselves.
 */
final class GuardedHttp implements HttpConnectionFactory {
  private final Conversation conversation;
  /** One for all requests, since Java keeps connections alive for the same one only. */
  private final SSLSocketFactory sockets;

  GuardedHttp(Conversation conversation) {
    this.conversation = conversation;
    this.sockets = new GuardedSockets(conversation, HttpsURLConnection.getDefaultSSLSocketFactory());
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    conversation.checkIsOfRepository(url);
    return new GuardedHttpConnection(url, sockets, conversation);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return create(url);
  }

  SSLSocketFactory sockets() {
    return sockets;
  }

  /** Java asks for a socket that is not connected, connects it, and lays TLS over it with the name that the certificate must have. */
  private static final class GuardedSockets extends SSLSocketFactory {
    private final Conversation conversation;
    private final SSLSocketFactory tls;

    GuardedSockets(Conversation conversation, SSLSocketFactory tls) {
      this.conversation = conversation;
      this.tls = tls;
    }

    @Override
    public Socket createSocket() {
      return new GuardedSocket(conversation);
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
      return tls.createSocket(connected, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      throw unguarded();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
      throw unguarded();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      throw unguarded();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
      throw unguarded();
    }

    private static SocketException unguarded() {
      return new SocketException("no socket is connected without a look at its address");
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }
  }

  private static final class GuardedSocket extends Socket {
    private final Conversation conversation;

    GuardedSocket(Conversation conversation) {
      super(Proxy.NO_PROXY);
      this.conversation = conversation;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (endpoint instanceof InetSocketAddress target && !target.isUnresolved()) {
        conversation.check(target.getHostString(), target.getAddress());
      }
      super.connect(endpoint, timeout);
    }
  }
}
