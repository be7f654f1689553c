package io.datachannel.dbt.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the service this is, as Maven wrote it into {@code version.properties}. */
final class ServiceVersion {
  private ServiceVersion() {}

  static String text() {
    try (InputStream in = ServiceVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
