package io.datachannel.dbt.domain.credential;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key by which an SSH server is known (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"; neither hashed nor with patterns).
 *
 * @param host      a name or an address, or with a port {@code [host]:port}; in lower case
 * @param algorithm for example ssh-ed25519
 * @param key       in base64
 */
public record HostKey(String host, String algorithm, String key) {
  private static final int LONGEST = 4000;
  private static final Pattern LINE = Pattern.compile("([A-Za-z0-9._:-]{1,255}|\\[[A-Za-z0-9._:-]{1,255}]:[0-9]{1,5})"
      + " (ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa) ([A-Za-z0-9+/]{40,}={0,2})(?: .*)?");

  /** @throws InvalidInput when the text is no line of known_hosts */
  public static HostKey of(String field, String text) {
    Matcher found = LINE.matcher(Text.required(field, text, LONGEST).strip());
    if (!found.matches()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field, "Each of '" + field + "' must be a line as 'ssh-keyscan' prints it, for example "
          + "'git.acme.example ssh-ed25519 AAAAC3Nza…', with the name of one server, a port as in '[git.acme.example]:2222', and an Ed25519, "
          + "ECDSA or RSA key.");
    }
    return new HostKey(found.group(1).toLowerCase(Locale.ROOT), found.group(2), found.group(3));
  }

  /** What {@link #of} reads. */
  public String line() {
    return host + " " + algorithm + " " + key;
  }
}
