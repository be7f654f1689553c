package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.application.environments.LockedPackage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code uv pip compile} has written: a line for each package at one version, and the hashes of its files behind it. */
record CompiledRequirements(String text) {
  private static final Pattern PACKAGE = Pattern.compile("^([A-Za-z0-9._-]+)==([^\\s\\\\;]+)", Pattern.MULTILINE);
  private static final Pattern PACKAGE_WITH_HASH =
      Pattern.compile("^[A-Za-z0-9._-]+==[^\\s\\\\;]+\\s*\\\\\\s*--hash=", Pattern.MULTILINE);

  List<LockedPackage> packages() {
    Matcher matcher = PACKAGE.matcher(text);
    return matcher.results().map(found -> new LockedPackage(found.group(1), found.group(2))).toList();
  }

  /** Not every index tells them. */
  boolean haveHashes() {
    return PACKAGE_WITH_HASH.matcher(text).results().count() == PACKAGE.matcher(text).results().count();
  }
}
