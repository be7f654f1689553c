package io.datachannel.dbt.adapters.profiles;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** YAML that dbt's reader (PyYAML, so YAML 1.1) and Jinja take as it was meant. */
final class ProfileYaml {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(Integer.MAX_VALUE).build();

  private ProfileYaml() {}

  /** A text of a user, to arrive at dbt character by character. */
  record Literal(String text) {

    /** A text with a brace stands as a Jinja string, whose escapes are Python's; Jinja leaves every other text alone. */
    private String forJinja() {
      return text.contains("{")
          ? "{{ '" + text.replace("\\", "\\\\").replace("'", "\\'") + "' }}"
          : text;
    }
  }

  static String of(Map<String, Object> content) {
    return new Dump(SETTINGS, new LiteralRepresenter()).dumpToString(content);
  }

  /** Always in double quotes: YAML 1.1 takes a plain yes for a boolean, and 12:30 for the number 750. */
  private static final class LiteralRepresenter extends StandardRepresenter {
    LiteralRepresenter() {
      super(SETTINGS);
      representers.put(Literal.class, literal ->
          representScalar(Tag.STR, ((Literal) literal).forJinja(), ScalarStyle.DOUBLE_QUOTED));
    }
  }
}
