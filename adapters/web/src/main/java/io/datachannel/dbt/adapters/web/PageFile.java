package io.datachannel.dbt.adapters.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page.
 *
 * @param packed the same by gzip (RFC 1952)
 * @param type   its media type
 */
record PageFile(byte[] plain, byte[] packed, String type) {
  private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8",
      "svg", "image/svg+xml", "html", "text/html; charset=utf-8");

  /** @param name its end tells the type */
  static PageFile of(String name, byte[] plain) {
    return new PageFile(plain, gzip(plain), TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
