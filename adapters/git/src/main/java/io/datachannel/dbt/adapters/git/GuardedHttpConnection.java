package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;

/** A request of JGit by Java's own HTTP. What comes is unpacked before it is counted, so that little cannot become much unseen. */
final class GuardedHttpConnection implements HttpConnection {
  private static final String ENCODING = "Content-Encoding";

  private final HttpURLConnection request;
  private final Conversation conversation;
  private InputStream body;

  GuardedHttpConnection(URL url, SSLSocketFactory sockets, Conversation conversation) throws IOException {
    this.request = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    this.conversation = conversation;
    if (request instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(sockets);
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (body == null) {
      InputStream raw = request.getInputStream();
      body = conversation.counted("gzip".equalsIgnoreCase(request.getHeaderField(ENCODING)) ? new GZIPInputStream(raw) : raw);
    }
    return body;
  }

  @Override
  public String getHeaderField(String name) {
    return ENCODING.equalsIgnoreCase(name) ? null : request.getHeaderField(name);
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return request.getHeaderFields().entrySet().stream().filter(field -> name.equalsIgnoreCase(field.getKey()))
        .flatMap(field -> field.getValue().stream()).toList();
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return request.getHeaderFields();
  }

  @Override
  public int getResponseCode() throws IOException {
    return request.getResponseCode();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return request.getResponseMessage();
  }

  @Override
  public URL getURL() {
    return request.getURL();
  }

  @Override
  public String getContentType() {
    return request.getContentType();
  }

  /** Not known, since JGit would make room for what a server merely claims. */
  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public String getRequestMethod() {
    return request.getRequestMethod();
  }

  @Override
  public void setRequestMethod(String method) throws ProtocolException {
    request.setRequestMethod(method);
  }

  @Override
  public void setRequestProperty(String name, String value) {
    request.setRequestProperty(name, value);
  }

  @Override
  public void setUseCaches(boolean use) {
    request.setUseCaches(use);
  }

  @Override
  public void setConnectTimeout(int milliseconds) {
    request.setConnectTimeout(milliseconds);
  }

  @Override
  public void setReadTimeout(int milliseconds) {
    request.setReadTimeout(milliseconds);
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    request.setInstanceFollowRedirects(false);
  }

  @Override
  public void setDoOutput(boolean output) {
    request.setDoOutput(output);
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    request.setFixedLengthStreamingMode(length);
  }

  @Override
  public void setChunkedStreamingMode(int length) {
    request.setChunkedStreamingMode(length);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return request.getOutputStream();
  }

  @Override
  public boolean usingProxy() {
    return false;
  }

  @Override
  public void connect() throws IOException {
    request.connect();
  }

  @Override
  public void configure(KeyManager[] keys, TrustManager[] trusted, SecureRandom random) {
    throw new IllegalStateException("certificates are always looked at");
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {
    throw new IllegalStateException("certificates are always looked at");
  }
}
