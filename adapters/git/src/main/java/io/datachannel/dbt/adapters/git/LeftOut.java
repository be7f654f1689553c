package io.datachannel.dbt.adapters.git;

import java.util.ArrayList;
import java.util.List;

/** What a checkout does not hold as the repository has it; the first of it by name, the rest by number. */
final class LeftOut {
  private static final int MOST = 20;

  private final List<String> sentences = new ArrayList<>();
  private int more;

  void submodule(String path) {
    add("The submodule '" + TreeNames.printable(path) + "' is left out; this service does not fetch submodules.");
  }

  void link(String path) {
    add("The link '" + TreeNames.printable(path) + "' is written as a plain file that holds its target.");
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>(sentences);
    if (more > 0) {
      all.add("So it is with " + more + " more links and submodules.");
    }
    return List.copyOf(all);
  }

  private void add(String sentence) {
    if (sentences.size() < MOST) {
      sentences.add(sentence);
    } else {
      more++;
    }
  }
}
