package io.datachannel.dbt.adapters.storage;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where readers stopped, so that a follower of a long log does not read it from its beginning each time. A journal only grows, and so a
 * place in it stays true.
 */
final class Bookmarks {
  private static final int MOST = 2000;

  private final Map<Mark, Place> places = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Mark, Place> eldest) {
      return size() > MOST;
    }
  };

  /**
   * @param sequence of the last line before the place, 0 at the beginning
   * @param offset   in bytes
   */
  record Place(long sequence, long offset) {
    static final Place BEGINNING = new Place(0, 0);
  }

  /** @param version journals of one run that are not the same have different ones */
  private record Mark(RunFiles.OfRun run, long version, long sequence) {}

  /** The place behind this sequence number if a reader stopped there, or else the beginning. */
  synchronized Place before(RunFiles.OfRun run, long version, long sequence) {
    return places.getOrDefault(new Mark(run, version, sequence), Place.BEGINNING);
  }

  synchronized void put(RunFiles.OfRun run, long version, Place place) {
    places.put(new Mark(run, version, place.sequence()), place);
  }

  /** The journal is another one from now on. */
  synchronized void forget(RunFiles.OfRun run) {
    places.keySet().removeIf(mark -> mark.run().equals(run));
  }
}
