package io.datachannel.dbt.adapters.venv;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the tools see of the service's own variables: how to reach the package index, and nothing else. */
public final class HostVariables {
  private static final List<String> ALLOWED = List.of(
      "PATH", "HOME", "TMPDIR",
      "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy",
      "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT",
      "PIP_INDEX_URL", "PIP_TRUSTED_HOST", "PIP_FIND_LINKS", "PIP_CONFIG_FILE", "PIP_DEFAULT_TIMEOUT",
      "UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "UV_INSECURE_HOST", "UV_CONFIG_FILE", "UV_KEYRING_PROVIDER");
  /** uv does not read pip's settings; a machine that is set up for pip works all the same. */
  private static final Map<String, String> PIP_TO_UV = Map.of(
      "PIP_INDEX_URL", "UV_DEFAULT_INDEX", "PIP_FIND_LINKS", "UV_FIND_LINKS", "PIP_CERT", "SSL_CERT_FILE",
      "PIP_TRUSTED_HOST", "UV_INSECURE_HOST");
  private static final Pattern PASSWORD_IN_URL = Pattern.compile("//[^/@\\s]+@");

  private final Map<String, String> allowed = new LinkedHashMap<>();

  /** @param all the environment of the service */
  public HostVariables(Map<String, String> all) {
    for (String name : ALLOWED) {
      if (all.containsKey(name)) {
        allowed.put(name, all.get(name));
      }
    }
  }

  /** For pip. */
  Map<String, String> forPip() {
    Map<String, String> variables = new LinkedHashMap<>(allowed);
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.put("PIP_NO_INPUT", "1");
    return variables;
  }

  /** For uv, without what is fixed by the caller. */
  Map<String, String> forUv() {
    Map<String, String> variables = new LinkedHashMap<>(allowed);
    PIP_TO_UV.forEach((pip, uv) -> {
      if (allowed.containsKey(pip) && !(uv.equals("UV_DEFAULT_INDEX") && allowed.containsKey("UV_INDEX_URL"))) {
        variables.putIfAbsent(uv, allowed.get(pip));
      }
    });
    return variables;
  }

  /** Files and folders that uv reads, as these variables name them. */
  List<Path> pathsForUv() {
    Map<String, String> variables = forUv();
    Stream<String> named = Stream.of("UV_FIND_LINKS", "UV_CONFIG_FILE", "SSL_CERT_FILE", "SSL_CERT_DIR").map(variables::get)
        .filter(Objects::nonNull).flatMap(value -> Arrays.stream(value.split("[\\s,:]+")));
    Stream<String> own = Stream.ofNullable(variables.get("HOME")).map(home -> home + "/.config/uv");
    return Stream.concat(named, own).filter(path -> path.startsWith("/")).map(Path::of).filter(path -> path.getNameCount() > 0).toList();
  }

  /** The address of a private index may hold a password, and tools repeat addresses in their messages. */
  static String withoutPasswords(String text) {
    return PASSWORD_IN_URL.matcher(text).replaceAll("//***@");
  }
}
