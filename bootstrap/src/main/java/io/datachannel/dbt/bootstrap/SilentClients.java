package io.datachannel.dbt.bootstrap;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Leaves clients that the service has waited for too long, since the server itself waits without end (Helidon 4.1.7 has a setting for it, of which only its client
 * takes note). Each connection has a virtual thread, whose interruption closes the socket that it reads from.
 */
final class SilentClients {
  /** How long the service waits: for the rest of a head, or for more of a body. */
  static final SilentClients OF_SERVICE = new SilentClients(Duration.ofSeconds(30));
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
  private final long longest;

  SilentClients(Duration longest) {
    this.longest = longest.toNanos();
    Thread.ofVirtual().name("silent clients").start(this::look);
  }

  /** From now on this thread waits for its client. */
  Wait begin() {
    return begin(Duration.ofNanos(longest));
  }

  Duration longest() {
    return Duration.ofNanos(longest);
  }

  /** @param most how long this one may be silent; none or less for not at all */
  Wait begin(Duration most) {
    Wait wait = new Wait(Thread.currentThread(), System.nanoTime() + most.toNanos());
    waits.add(wait);
    return wait;
  }

  private void look() {
    while (true) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      long now = System.nanoTime();
      waits.forEach(wait -> wait.leaveAt(now));
    }
  }

  /** One thread's wait. */
  final class Wait {
    private final Thread thread;
    private final long until;
    private boolean over;

    private Wait(Thread thread, long until) {
      this.thread = thread;
      this.until = until;
    }

    /** The thread waits no more, and is not interrupted any more. @return whether the client was left */
    synchronized boolean end() {
      waits.remove(this);
      boolean left = over;
      over = true;
      if (left) {
        Thread.interrupted();
      }
      return left;
    }

    private synchronized void leaveAt(long now) {
      if (!over && now - until > 0) {
        over = true;
        waits.remove(this);
        thread.interrupt();
      }
    }
  }
}
