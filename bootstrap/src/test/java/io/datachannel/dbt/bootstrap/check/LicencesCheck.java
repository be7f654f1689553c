package io.datachannel.dbt.bootstrap.check;

import io.datachannel.dbt.bootstrap.shipped.Licences;
import io.datachannel.dbt.bootstrap.shipped.Sbom;
import io.datachannel.dbt.bootstrap.shipped.Sbom.Component;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Lists what is shipped, with versions and licences, and says what may not be. */
final class LicencesCheck {
  private final PrintStream out;
  private final Path target;

  /** @param target the folder with the bill of materials */
  LicencesCheck(PrintStream out, Path target) {
    this.out = out;
    this.target = target;
  }

  boolean run() throws IOException {
    Sbom sbom = Sbom.in(target);
    Licences licences = Licences.ofThisService();
    sbom.components().stream().sorted(Comparator.comparing(Component::name))
        .forEach(each -> out.printf("%-70s %-24s %s%n", each.name(), each.version(), licences.of(each)));
    List<String> objections = sbom.components().stream().flatMap(each -> licences.objection(each).stream()).toList();
    out.printf("%n%d jars. The bill of materials (CycloneDX) is %s.%n", sbom.components().size(), target.resolve("sbom.json"));
    objections.forEach(objection -> out.println("Not to be shipped: " + objection));
    return objections.isEmpty();
  }
}
