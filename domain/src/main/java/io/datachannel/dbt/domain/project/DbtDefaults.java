package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.arguments.DbtVars;
import io.datachannel.dbt.domain.arguments.StepWords;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How dbt is called for a project where a run or a schedule does not say otherwise.
 *
 * @param steps   what runs and schedules do that name no command and no steps
 * @param vars    a JSON object for {@code --vars}, under those of a run or a schedule; {@code {}} for none
 * @param target  the name of the target in the profile, {@code target.name} in the project's code
 * @param schema  where models are built, in the place of the warehouse's
 */
public record DbtDefaults(List<StepWords> steps, String vars, Optional<String> target, Optional<String> schema) {
  public static final DbtDefaults STANDARD = new DbtDefaults("build", DbtVars.NONE, Optional.empty(), Optional.empty());
  /** What {@code target.name} is in projects that do not name one. */
  private static final String STANDARD_TARGET = "prod";
  private static final Pattern TARGET = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
  /** Names in profiles.yml that YAML 1.1 takes for something else than text. */
  private static final Set<String> WORDS_OF_YAML = Set.of("yes", "no", "on", "off", "true", "false", "null");

  public DbtDefaults {
    steps = List.copyOf(steps);
    target.ifPresent(DbtDefaults::checkTarget);
    schema.ifPresent(name -> Text.required("schema", name, 255));
  }

  /** With one step. */
  public DbtDefaults(String command, String vars, Optional<String> target, Optional<String> schema) {
    this(List.of(new StepWords(command)), vars, target, schema);
  }

  /** dbt's word when that says all of the steps. */
  public Optional<String> command() {
    return steps.size() == 1 && steps.getFirst().isBare() ? Optional.of(steps.getFirst().command()) : Optional.empty();
  }

  public String targetName() {
    return target.orElse(STANDARD_TARGET);
  }

  private static void checkTarget(String name) {
    if (!TARGET.matcher(name).matches() || WORDS_OF_YAML.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "target",
          "'target' must be a name of 1 to 64 of A-Z, a-z, 0-9, '_' and '-' that begins with a letter or '_', such as prod; "
              + "yes, no, on, off, true, false and null are none.");
    }
  }
}
