package io.datachannel.dbt.adapters.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that look at the very address that they connect to, so that a name that leads elsewhere the next time (DNS rebinding) gains
 * nothing. Java asks for a socket that is not connected, connects it, and lays TLS over it with the name that the certificate must have.
 */
final class GuardedSockets extends SSLSocketFactory {
  private final ReceiverAddresses addresses;
  private final Supplier<SSLSocketFactory> tls;

  /** @param tls asked for when it is needed: to read the certificates that Java trusts takes time at the start of the service */
  GuardedSockets(ReceiverAddresses addresses, Supplier<SSLSocketFactory> tls) {
    this.addresses = addresses;
    this.tls = tls;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket(addresses);
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
    private final ReceiverAddresses addresses;

    GuardedSocket(ReceiverAddresses addresses) {
      super(Proxy.NO_PROXY);
      this.addresses = addresses;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (endpoint instanceof InetSocketAddress target && !target.isUnresolved()) {
        Optional<String> refusal = addresses.refusal(target.getHostString(), target.getAddress());
        if (refusal.isPresent()) {
          throw new AddressRefused(refusal.get());
        }
      }
      super.connect(endpoint, timeout);
    }
  }
}
