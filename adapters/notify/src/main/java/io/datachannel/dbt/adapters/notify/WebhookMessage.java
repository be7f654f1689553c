package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.application.notifications.Notice;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The message as a webhook gets it: JSON with members that only ever grow in number, signed together with the time. */
final class WebhookMessage {
  static final String DELIVERY = "DataChannel-Delivery";
  static final String TIMESTAMP = "DataChannel-Timestamp";
  static final String SIGNATURE = "DataChannel-Signature";
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookMessage() {}

  /** UTF-8. Of one message only the delivery's id is the same in each attempt: the rest is of when it is sent. */
  static byte[] body(String delivery, Notice notice) {
    JsonObjectBuilder json = JSON.createObjectBuilder().add("event", notice.event().word()).add("deliveryId", delivery);
    notice.about().ifPresent(about -> {
      json.add("project", JSON.createObjectBuilder().add("id", about.project().value()).add("name", about.projectName()));
      json.add("run", run(about));
      about.firstError().ifPresent(error -> json.add("firstError", error(error)));
    });
    return json.build().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** @param sentAt against messages that are kept and sent again by someone else */
  static Map<String, String> headers(String delivery, Instant sentAt, byte[] body, Secret secret) {
    String timestamp = Long.toString(sentAt.getEpochSecond());
    return Map.of("Content-Type", "application/json", "User-Agent", "DataChannel-dbt", DELIVERY, delivery, TIMESTAMP, timestamp,
        SIGNATURE, "sha256=" + signature(timestamp, body, secret));
  }

  /** Lower-case hexadecimal HMAC-SHA256, by the secret's text, of the time, a dot and the body. */
  static String signature(String timestamp, byte[] body, Secret secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
    }
  }

  private static JsonObjectBuilder run(Notice.About about) {
    JsonObjectBuilder run = JSON.createObjectBuilder().add("id", about.run().value()).add("status", about.status().wireName())
        .add("link", about.link().toString()).add("queuedAt", about.times().queuedAt().toString());
    add(run, "startedAt", about.times().startedAt());
    add(run, "finishedAt", about.times().finishedAt());
    return run;
  }

  private static void add(JsonObjectBuilder json, String name, Optional<Instant> at) {
    at.ifPresent(instant -> json.add(name, instant.toString()));
  }

  private static JsonObjectBuilder error(RunError error) {
    JsonObjectBuilder json = JSON.createObjectBuilder().add("type", error.failure().code().errorType().name())
        .add("code", error.failure().code().name()).add("message", NoticeText.errorMessage(error));
    error.uniqueId().ifPresent(node -> json.add("uniqueId", node));
    return json;
  }
}
