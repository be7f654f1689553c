package io.datachannel.dbt.adapters.venv;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package index on the loopback interface (PEP 503), with packages that a test makes. */
final class LocalIndex implements AutoCloseable {
  private static final long ENDLESS = 10L * 1024 * 1024 * 1024;

  private final HttpServer http;
  /** By file name. */
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> links = new ConcurrentSkipListMap<>();
  private volatile boolean hashes = true;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private volatile int failsWith;

  private LocalIndex(HttpServer http) {
    this.http = http;
  }

  /** One with a dbt-core and a dbt-duckdb that hold nothing. */
  static LocalIndex start() throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LocalIndex index = new LocalIndex(http);
    http.createContext("/", index::serve);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
    return index.wheel("dbt-core", "1.11.16", "").wheel("dbt-duckdb", "1.9.0", "");
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/simple";
  }

  /** @param more lines of its metadata, for example {@code Requires-Dist: six} */
  LocalIndex wheel(String name, String version, String more) {
    return wheel(name, version, more, "");
  }

  /** @param content of its one module */
  LocalIndex wheel(String name, String version, String more, String content) {
    String file = fileOf(name, version);
    files.put(file, zip(Map.of(name.replace('-', '_') + ".py", content), name, version, more));
    return link(name, file, "");
  }

  /** One whose code each start of the environment's Python runs. @param line of code */
  LocalIndex startingWith(String name, String version, String line) {
    String file = fileOf(name, version);
    files.put(file, zip(Map.of(name + ".py", "", name + "_start.pth", line), name, version, ""));
    return link(name, file, "");
  }

  /** One that its publisher took back. */
  LocalIndex yanked(String name, String version) {
    wheel(name, version, "");
    return link(name, fileOf(name, version), " data-yanked=\"broken\"");
  }

  /** Source alone. */
  LocalIndex source(String name, String version, byte[] archive) {
    String file = name + "-" + version + ".tar.gz";
    files.put(file, archive);
    return link(name, file, "");
  }

  /** A wheel that never ends; its metadata can be had apart. */
  LocalIndex endless(String name, String version) {
    String file = fileOf(name, version);
    files.put(file + ".metadata", metadata(name, version, "").getBytes(StandardCharsets.UTF_8));
    return link(name, file, " data-core-metadata=\"true\" data-dist-info-metadata=\"true\"");
  }

  void remove(String name) {
    links.remove(name);
  }

  void withoutHashes() {
    hashes = false;
  }

  /** From now on every answer has this status; 0 for the right ones. */
  void failWith(int status) {
    failsWith = status;
  }

  /** The next so many requests are answered as by a server that is overloaded. */
  void failNext(int times) {
    failing.set(times);
  }

  /** How many came. */
  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private LocalIndex link(String name, String file, String attributes) {
    links.computeIfAbsent(name, _ -> new ConcurrentSkipListMap<>()).put(file, attributes);
    return this;
  }

  private static String fileOf(String name, String version) {
    return name.replace('-', '_') + "-" + version + "-py3-none-any.whl";
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("Cache-Control", "no-cache");
      String[] parts = exchange.getRequestURI().getPath().split("/");
      String last = parts[parts.length - 1];
      requests.incrementAndGet();
      if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.sendResponseHeaders(503, -1);
      } else if (failsWith > 0) {
        exchange.sendResponseHeaders(failsWith, -1);
      } else if (parts[1].equals("simple") && links.containsKey(last)) {
        send(exchange, "text/html", page(links.get(last)).getBytes(StandardCharsets.UTF_8));
      } else if (parts[1].equals("files") && files.containsKey(last)) {
        send(exchange, "application/octet-stream", files.get(last));
      } else if (parts[1].equals("files") && files.containsKey(last + ".metadata")) {
        sendEndless(exchange, last);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private String page(Map<String, String> files) {
    return files.entrySet().stream().map(file -> "<a href=\"/files/" + file.getKey() + (hashes ? "#sha256=" + hash(file.getKey()) : "") + "\""
        + file.getValue() + ">" + file.getKey() + "</a><br>").collect(Collectors.joining("\n", "<!DOCTYPE html><html><body>", "</body></html>"));
  }

  private String hash(String file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(files.getOrDefault(file, new byte[0])));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    boolean bodyless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, bodyless ? -1 : body.length);
    if (!bodyless) {
      exchange.getResponseBody().write(body);
    }
  }

  /** A stored file of zeros in a zip, without its end; until the client goes away. */
  private static void sendEndless(HttpExchange exchange, String file) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    byte[] name = (file.replaceFirst("-.*", "") + ".bin").getBytes(StandardCharsets.UTF_8);
    // A local file header: stored, its size in the extra field of zip64.
    little(head, 4, 0x04034b50L, 2, 45, 2, 0, 2, 0, 4, 0, 4, 0, 4, 0xffffffffL, 4, 0xffffffffL, 2, name.length, 2, 20);
    head.write(name);
    little(head, 2, 1, 2, 16, 8, ENDLESS, 8, ENDLESS);
    try (OutputStream out = exchange.getResponseBody()) {
      head.writeTo(out);
      byte[] zeros = new byte[64 * 1024];
      for (long sent = 0; sent < ENDLESS; sent += zeros.length) {
        out.write(zeros);
      }
    }
  }

  /** Numbers, each behind its length in bytes. */
  private static void little(ByteArrayOutputStream out, long... lengthsAndNumbers) {
    for (int i = 0; i < lengthsAndNumbers.length; i += 2) {
      for (int at = 0; at < lengthsAndNumbers[i]; at++) {
        out.write((int) (lengthsAndNumbers[i + 1] >>> 8 * at));
      }
    }
  }

  private static byte[] zip(Map<String, String> modules, String name, String version, String more) {
    Map<String, String> entries = new TreeMap<>(modules);
    String info = name.replace('-', '_') + "-" + version + ".dist-info/";
    entries.put(info + "METADATA", metadata(name, version, more));
    entries.put(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    entries.put(info + "RECORD", entries.keySet().stream().map(entry -> entry + ",,\n").collect(Collectors.joining()) + info + "RECORD,,\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTime(0);
        zip.putNextEntry(header);
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  private static String metadata(String name, String version, String more) {
    return "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n" + more + "\n";
  }
}
