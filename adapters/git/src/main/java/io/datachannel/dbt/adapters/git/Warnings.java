package io.datachannel.dbt.adapters.git;

import java.util.ArrayList;
import java.util.List;

/** What a user is told of a tree: of much the first alone, since a tree may hold it a hundred thousand times, and the words stay with its checkout. */
final class Warnings {
  private static final int MOST = 20;
  /** In characters. */
  private static final int LONGEST_PATH = 200;

  private final List<String> first = new ArrayList<>();
  private int others;

  void submodule(String path) {
    add("The submodule '" + shown(path) + "' is left out; this service does not fetch submodules.");
  }

  void link(String path) {
    add("The link '" + shown(path) + "' is written as a plain file that holds its target.");
  }

  private void add(String warning) {
    if (first.size() < MOST) {
      first.add(warning);
    } else {
      others++;
    }
  }

  List<String> all() {
    List<String> all = new ArrayList<>(first);
    if (others > 0) {
      all.add("The same goes for " + others + " more links and submodules.");
    }
    return all;
  }

  static String shown(String path) {
    return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
  }
}
