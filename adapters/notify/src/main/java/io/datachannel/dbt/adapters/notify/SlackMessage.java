package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.application.notifications.Notice;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;

/** The message as Slack's incoming webhooks take it, and Mattermost's and others' that are like them. */
final class SlackMessage {
  private static final JsonProvider JSON = JsonProvider.provider();

  private SlackMessage() {}

  /** UTF-8. The text is for notifications of the system, and for those who do not know blocks. */
  static byte[] body(Notice notice) {
    String title = escaped(NoticeText.title(notice));
    JsonArrayBuilder blocks = JSON.createArrayBuilder().add(section(notice.about()
        .map(about -> title + "\n<" + about.link() + "|Run " + about.run().value() + ">").orElse(title)));
    notice.about().flatMap(Notice.About::firstError).ifPresent(error -> blocks.add(section(
        escaped(NoticeText.errorTitle(error)) + "\n```" + quoted(NoticeText.errorMessage(error)) + "```")));
    return JSON.createObjectBuilder().add("text", title).add("blocks", blocks).build().toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject section(String text) {
    return JSON.createObjectBuilder().add("type", "section")
        .add("text", JSON.createObjectBuilder().add("type", "mrkdwn").add("text", text)).build();
  }

  /** The three that Slack reads as links and calls of people. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Within a block of code, which a backtick could end. */
  private static String quoted(String text) {
    return escaped(text.replace('`', '\''));
  }
}
