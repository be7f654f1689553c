package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A path of this service with its query, to which a browser goes on. Nothing that a browser could take for another host: that would
 * make a login the begin of someone else's page.
 */
public record ReturnPath(String text) {
  public static final int LONGEST = 512;
  /** One slash and no other behind it, no backslash, which browsers take for a slash, and nothing that they leave out. */
  public static final String PATTERN = "^(?!.*//)/[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$";

  private static final Pattern GOOD = Pattern.compile(PATTERN);
  private static final String FIELD = "returnTo";
  /** The characters of a URL (RFC 3986) that stand for themselves, besides letters and digits; the rest is written as bytes. */
  private static final String PLAIN = "-._~:/?@!$&'()*+,;=%";

  /** @throws InvalidInput for what is no such path */
  public ReturnPath {
    Text.required(FIELD, text, LONGEST);
    if (!GOOD.matcher(text).matches()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, FIELD,
          "'" + FIELD + "' must be a path of this service: begin with one '/', without '//' and '\\'.");
    }
  }

  /** For the header Location, with one more value in its query. @param value of letters, digits, {@code -} and {@code _} */
  String with(String name, String value) {
    String[] parts = text.split("#", 2);
    String page = ascii(parts[0]);
    return page + (page.contains("?") ? "&" : "?") + name + "=" + value + (parts.length < 2 ? "" : "#" + ascii(parts[1]));
  }

  private static String ascii(String part) {
    StringBuilder url = new StringBuilder();
    for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) octet;
      boolean plain = octet > 0 && (Character.isLetterOrDigit(letter) || PLAIN.indexOf(letter) >= 0);
      url.append(plain ? "" + letter : "%" + HexFormat.of().withUpperCase().toHexDigits(octet));
    }
    return url.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }
}
