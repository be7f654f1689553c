package io.datachannel.dbt.adapters.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory2;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/**
 * HTTP for one git command: only to the server that was named, only the two addresses of git's smart protocol, only so many bytes and
 * only for so long. A redirect to another host could carry the token there, and the older "dumb" protocol lets a server name any
 * address as an alternate.
 */
final class BoundedHttp implements HttpConnectionFactory2 {
  private final URI server;
  private final long mostBytes;
  private final long deadline;
  private long received;

  BoundedHttp(URI server, long mostBytes, Duration longest) {
    this.server = server;
    this.mostBytes = mostBytes;
    this.deadline = System.nanoTime() + longest.toNanos();
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    checkAddress(url);
    return new Bounded(url);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    checkAddress(url);
    return new Bounded(url, proxy);
  }

  @Override
  public GitSession newSession() {
    return new JDKHttpConnectionFactory().newSession();
  }

  private void checkAddress(URL url) throws AddressRefused {
    boolean sameServer = url.getProtocol().equals(server.getScheme())
        && url.getHost().equalsIgnoreCase(server.getHost()) && port(url) == port(server.getPort(), url);
    if (!sameServer) {
      throw new AddressRefused("The server leads to " + url.getProtocol() + "://" + url.getHost());
    }
    boolean smart = url.getPath().endsWith("/git-upload-pack")
        || url.getPath().endsWith("/info/refs") && "service=git-upload-pack".equals(url.getQuery());
    if (!smart) {
      throw new AddressRefused("The server does not speak git's smart protocol");
    }
  }

  private static int port(URL url) {
    return port(url.getPort(), url);
  }

  private static int port(int port, URL url) {
    return port == -1 ? url.getDefaultPort() : port;
  }

  /** The server leads to an address that is not asked. */
  static final class AddressRefused extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefused(String message) {
      super(message);
    }
  }

  /** The server sent more than may be taken. */
  static final class TooManyBytes extends IOException {
    private static final long serialVersionUID = 1L;

    TooManyBytes(long mostBytes) {
      super("more than " + mostBytes + " bytes");
    }
  }

  private final class Bounded extends JDKHttpConnection {
    Bounded(URL url) throws IOException {
      super(url);
    }

    Bounded(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream());
    }
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int bytes) throws IOException {
      received += bytes;
      if (received > mostBytes) {
        throw new TooManyBytes(mostBytes);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new SocketTimeoutException("the server takes too long to send the repository");
      }
    }
  }
}
