package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.bootstrap.doctor.Finding.State;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** The findings, for people or for machines. */
public record Report(List<Finding> findings) {

  public boolean isHealthy() {
    return count(State.PROBLEM) == 0;
  }

  /** A line for each finding, and below it what to do. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append("%-8s %-12s %s%n".formatted(word(finding.state()), finding.about(), finding.found()));
      finding.remedy().ifPresent(remedy -> text.append("%-21s -> %s%n".formatted("", remedy)));
    }
    return text + "%n%d looked at: %d ok, %d to be warned of, %d to be mended.%n"
        .formatted(findings.size(), count(State.OK), count(State.WARNING), count(State.PROBLEM));
  }

  /** For example {@code {"healthy": false, "findings": [{"about": "user", "state": "warning", "found": "…", "remedy": "…"}]}}. */
  public String json() {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Finding finding : findings) {
      JsonObjectBuilder one = Json.createObjectBuilder().add("about", finding.about()).add("state", word(finding.state())).add("found", finding.found());
      finding.remedy().ifPresent(remedy -> one.add("remedy", remedy));
      all.add(one);
    }
    return Json.createObjectBuilder().add("healthy", isHealthy()).add("findings", all).build().toString();
  }

  private long count(State state) {
    return findings.stream().filter(finding -> finding.state() == state).count();
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
