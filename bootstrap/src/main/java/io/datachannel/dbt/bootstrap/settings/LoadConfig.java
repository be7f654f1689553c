package io.datachannel.dbt.bootstrap.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Puts the sources of the configuration together: flags over environment over file over defaults. */
public final class LoadConfig {
  private static final int FLAGS = 500;
  private static final int FILE = 250;

  private LoadConfig() {}

  /** @throws BadSettings when the file cannot be read or holds an unknown setting */
  public static Config from(Flags flags) {
    var builder = ConfigProviderResolver.instance().getBuilder().addDefaultSources().addDiscoveredConverters()
        .withSources(new Source("flags", FLAGS, flags.values()));
    flags.file().ifPresent(file -> builder.withSources(new Source(file.toString(), FILE, read(file))));
    return builder.build();
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new BadSettings("The configuration file " + file + " cannot be read: " + unreadable.getMessage());
    }
    Map<String, String> values = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("datachannel.") && !Flags.KNOWN.contains(name.substring("datachannel.".length()))) {
        throw new BadSettings("The configuration file " + file + " holds the unknown setting '" + name + "'; './run help' lists all.");
      }
      values.put(name, properties.getProperty(name));
    }
    return values;
  }

  private record Source(String name, int ordinal, Map<String, String> values) implements ConfigSource {
    @Override
    public int getOrdinal() {
      return ordinal;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Set<String> getPropertyNames() {
      return values.keySet();
    }

    @Override
    public String getValue(String key) {
      return values.get(key);
    }
  }
}
