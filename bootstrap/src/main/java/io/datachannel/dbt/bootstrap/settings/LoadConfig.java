package io.datachannel.dbt.bootstrap.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Puts the sources of the configuration together: flags over environment over file over defaults. */
public final class LoadConfig {
  private static final int FLAGS = 500;
  private static final int FILE = 250;
  private static final String PREFIX = "datachannel.";
  private static final String VARIABLE = "DATACHANNEL_";
  /** In letters: what differs by more is another word. */
  private static final int MISSPELT = 5;
  private static final Pattern OF_KUBERNETES = Pattern.compile(".*_(SERVICE_(HOST|PORT(_.*)?)|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

  private LoadConfig() {}

  /** @throws BadSettings when the file cannot be read, or it or the environment holds an unknown setting */
  public static Config from(Flags flags) {
    return from(flags, System.getenv());
  }

  static Config from(Flags flags, Map<String, String> environment) {
    check(environment);
    var builder = ConfigProviderResolver.instance().getBuilder().addDefaultSources().addDiscoveredConverters()
        .withSources(new Source("flags", FLAGS, flags.values()));
    flags.file().ifPresent(file -> builder.withSources(new Source(file.toString(), FILE, read(file))));
    return builder.build();
  }

  /** A setting that is misspelt would be one that is not set, be it the sandbox or a password. */
  private static void check(Map<String, String> environment) {
    Map<String, String> known = Flags.KNOWN.stream().collect(Collectors.toMap(LoadConfig::variable, Function.identity()));
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(VARIABLE) && !known.containsKey(name) && !isOfKubernetes(name, environment.get(name))) {
        throw new BadSettings("The environment holds the unknown setting " + name + "; " + advice(name, known.keySet()) + " './run help' lists all.");
      }
    }
  }

  private static String advice(String name, Set<String> known) {
    if (name.equals(variable("config"))) {
      return "give the file by the flag --config.";
    }
    return known.stream().sorted().min(Comparator.comparingInt(each -> distance(each, name))).filter(each -> distance(each, name) <= MISSPELT)
        .map(each -> "did you mean " + each + "?").orElse("take it out of the environment of this service.");
  }

  /** A pod is told so of a Service that is called datachannel-dbt, or alike. */
  private static boolean isOfKubernetes(String name, String value) {
    return OF_KUBERNETES.matcher(name).matches() || value.matches("(tcp|udp|sctp)://.*");
  }

  private static String variable(String setting) {
    return VARIABLE + setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** How many letters would have to be put in, taken out or exchanged. */
  private static int distance(String one, String other) {
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
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
      if (name.startsWith(PREFIX) && !Flags.KNOWN.contains(name.substring(PREFIX.length()))) {
        throw new BadSettings("The configuration file " + file + " holds the unknown setting '" + name + "'; './run help' lists all.");
      }
      if (Flags.KNOWN.contains(name)) {
        throw new BadSettings("The configuration file " + file + " holds '" + name + "', which means nothing; write " + PREFIX + name + ".");
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
