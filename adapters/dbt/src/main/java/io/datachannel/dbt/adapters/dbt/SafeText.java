package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Text of dbt without secrets and of bounded length. Secrets are masked before it is cut, so that no part of one is left at a cut. */
final class SafeText {
  private static final int LONGEST = 64 * 1024;

  private final Redactor redactor;

  /** A secret of several lines, such as a private key, is also masked line by line. */
  SafeText(Collection<Secret> secrets) {
    this.redactor = new Redactor(secrets.stream()
        .flatMap(secret -> Stream.concat(Stream.of(secret), secret.reveal().lines().map(Secret::new)))
        .toList());
  }

  String of(String text) {
    String masked = redactor.redact(text);
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + " … [cut]";
  }

  List<String> linesOf(String text) {
    return redactor.redact(text).lines().map(this::of).toList();
  }
}
