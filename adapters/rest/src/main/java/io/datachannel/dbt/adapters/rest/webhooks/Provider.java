package io.datachannel.dbt.adapters.rest.webhooks;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the providers sign what they send, name a delivery, and tell of a push (their documentation of webhooks). */
enum Provider {
  GITHUB("X-Hub-Signature-256", "X-GitHub-Event", "push"),
  GITLAB("X-Gitlab-Token", "X-Gitlab-Event", "Push Hook"),
  BITBUCKET("X-Hub-Signature", "X-Event-Key", "repo:push");

  private static final String GITLAB_DELIVERY = "X-Gitlab-Event-UUID";
  private static final String BRANCH = "refs/heads/";
  private static final int MOST_CHANGES = 1000;

  private final String signature;
  private final String event;
  private final String push;

  Provider(String signature, String event, String push) {
    this.signature = signature;
    this.event = event;
    this.push = push;
  }

  /** In its address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Provider> named(String word) {
    return Arrays.stream(values()).filter(provider -> provider.word().equals(word)).findFirst();
  }

  /** Whether the one who sent this knows the secret. */
  boolean isSigned(HttpHeaders headers, byte[] body, Secret secret) {
    String given = Optional.ofNullable(headers.getHeaderString(signature)).orElse("");
    return switch (this) {
      case GITHUB, BITBUCKET -> Signatures.isHmac(given, body, secret);
      case GITLAB -> Signatures.isSame(given, secret);
    };
  }

  /**
   * SHA-256 of what names the delivery. Where the body is signed that is the body, since who has seen one could send it again under another name; each push
   * says when and by whom. Whoever sends GitLab's token can write bodies, too.
   */
  String deliveryOf(HttpHeaders headers, byte[] body) {
    return Signatures.sha256(switch (this) {
      case GITHUB, BITBUCKET -> body;
      case GITLAB -> Optional.ofNullable(headers.getHeaderString(GITLAB_DELIVERY)).filter(id -> !id.isBlank()).map(Signatures::bytes).orElse(body);
    });
  }

  boolean isPush(HttpHeaders headers) {
    return push.equals(headers.getHeaderString(event));
  }

  /**
   * The branches that a push gave another newest commit.
   *
   * @throws io.datachannel.dbt.domain.failure.InvalidInput when the body is not what the provider sends
   */
  Set<String> pushed(byte[] body) {
    JsonBody push = JsonBody.parsed(body);
    return switch (this) {
      case GITHUB -> push.optionalBoolean("deleted").orElse(false) ? Set.of() : branch(push);
      // A branch that is gone has no commit any more.
      case GITLAB -> push.optionalText("after").filter(commit -> !commit.matches("0+")).isEmpty() ? Set.of() : branch(push);
      case BITBUCKET -> branches(push);
    };
  }

  private static Set<String> branch(JsonBody push) {
    return push.optionalText("ref").filter(ref -> ref.startsWith(BRANCH)).map(ref -> Set.of(ref.substring(BRANCH.length()))).orElse(Set.of());
  }

  private static Set<String> branches(JsonBody body) {
    Set<String> names = new HashSet<>();
    for (JsonBody change : body.requiredInside("push").requiredParts("changes", MOST_CHANGES)) {
      change.optionalInside("new").filter(now -> now.optionalText("type").equals(Optional.of("branch")))
          .flatMap(now -> now.optionalText("name")).ifPresent(names::add);
    }
    return names;
  }
}
