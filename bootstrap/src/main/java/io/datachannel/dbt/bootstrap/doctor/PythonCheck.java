package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.adapters.venv.ExamineTools;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether environments can be built: Python, and uv or the package index that it comes from. */
public final class PythonCheck {
  private final ExamineTools tools;

  public PythonCheck(ExamineTools tools) {
    this.tools = tools;
  }

  public List<Finding> interpreter() {
    return List.of(tools.python().map(python -> Finding.ok("python", "Python " + python + "."))
        .orElseGet(() -> Finding.problem("python", "There is no Python " + tools.suitablePythons() + " on the PATH, which the standard version of dbt takes.",
            "apt-get install python3 python3-pip python3-venv")));
  }

  public List<Finding> uv() throws IOException {
    try (Scratch scratch = Scratch.make()) {
      return List.of(switch (tools.uv(scratch.folder())) {
        case Result.Ok<Optional<Path>>(Optional<Path> uv) -> Finding.ok("uv", uv.map(path -> "There is " + path + ".")
            .orElse("It is put into the data folder at its first use; the package index answers."));
        case Result.Failed<Optional<Path>>(Failure failure) -> Finding.problem("uv", failure.message(),
            "No environment can be built without it. Set PIP_INDEX_URL and HTTPS_PROXY as pip knows them, or name a uv by --uv.");
      });
    }
  }
}
