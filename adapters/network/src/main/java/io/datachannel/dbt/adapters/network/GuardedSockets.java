package io.datachannel.dbt.adapters.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that look at the very address that they connect to, so that a name that leads elsewhere the next time (DNS rebinding) gains
 * nothing. Proxies of the machine are not used: they would look names up themselves. Java asks for a socket that is not connected, connects it, and lays TLS over it with the name that the certificate must have.
 */
public final class GuardedSockets extends SSLSocketFactory {
  private final AddressCheck check;
  private final Supplier<SSLSocketFactory> tls;

  /** @param tls asked for when it is needed: to read the certificates that Java trusts takes time at the start of the service */
  public GuardedSockets(AddressCheck check, Supplier<SSLSocketFactory> tls) {
    this.check = check;
    this.tls = tls;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket(check);
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
    return tls.get().createSocket(connected, host, port, autoClose);
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
    return tls.get().getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.get().getSupportedCipherSuites();
  }

  private static final class GuardedSocket extends Socket {
    private final AddressCheck check;

    GuardedSocket(AddressCheck check) {
      super(Proxy.NO_PROXY);
      this.check = check;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (endpoint instanceof InetSocketAddress target && !target.isUnresolved()) {
        check.check(target.getHostString(), target.getAddress());
      }
      super.connect(endpoint, timeout);
    }
  }
}
