package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.bootstrap.system.NotificationReceiver;
import org.junit.jupiter.api.Test;

/** The only copy is killed when the end of a run is committed, before anyone is told of it. */
@Chaos
class ToldAfterDeathTest {

  @Test
  void whoeverIsToBeToldIsToldWhenACopyIsBack() {
    try (NotificationReceiver receiver = new NotificationReceiver();
        Cluster cluster = new Cluster(ChaosDatabase.get(), "told").prepared()) {
      Copy copy = cluster.add("--notify.insecure-hosts", "127.0.0.1").start("-Ddatachannel.fault=" + FaultPoint.AFTER_END_COMMIT);
      copy.api().post("notification-targets", """
          {"name": "t", "kind": "WEBHOOK", "url": "%s"}""".formatted(receiver.url("/hook")));
      int project = cluster.project();
      copy.api().send("PATCH", "projects/" + project, "*", "{\"notificationLevel\": \"SUCCESS\"}");
      int run = cluster.run(project, "{}");
      copy.awaitEnd();

      copy.start().api();

      assertEquals(run, NotificationReceiver.json(receiver.await(1).getFirst()).getJsonObject("run").getInt("id"), cluster::said);
      cluster.assertSound();
      assertEquals(1, receiver.posts().stream().map(post -> post.getHeader("DataChannel-Delivery")).distinct().count());
    }
  }
}
