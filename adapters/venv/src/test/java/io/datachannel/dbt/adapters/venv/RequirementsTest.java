package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fault-28")
class RequirementsTest {
  @TempDir
  Path folder;

  @Test
  void namesVersionsExtrasAndMarkersAreTakenAndCommentsAreNot() throws IOException {
    Result<Requirements> read = read("""
        # ours
        dbt-utils_x.y==1.2.0   # pinned

        pandas[excel,parquet] >=2, <3
        six
        tomli ~= 2.0 ; python_version < "3.11"
        requests (>=2.0)
        cffi; (sys_platform == 'linux' and python_version >= "3.9") or 'x' in platform_machine
        """);
    assertEquals(List.of("dbt-utils_x.y==1.2.0", "pandas[excel,parquet] >=2, <3", "six",
        "tomli ~= 2.0 ; python_version < \"3.11\"", "requests (>=2.0)",
        "cffi; (sys_platform == 'linux' and python_version >= \"3.9\") or 'x' in platform_machine"), linesOf(read));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "-r ../../other.txt", "-e .", "--index-url https://evil.example/simple", "--extra-index-url=x", "./local", "/etc/passwd", "../up",
      "git+https://example.com/a.git", "git+ssh://git@example.com/a.git", "https://example.com/a.whl", "a @ file:///etc", "a@https://x/y",
      "six --hash=sha256:00", "six \\", "six; -r x", "file:///etc", "C:\\x", "${HOME}/x", "six==1.0 six==2.0\u0000",
      "-c constraints.txt", "--find-links /tmp", "--trusted-host x", "-i https://x", "--no-binary :all:", "--pre", "--index-\\", "six @ git+ssh://git@h/x",
      "six[a] @ https://h/x.whl", "\u0455ix", "six\u2028-e .", "six\u00a0==1", "-\u00ade .", "six; python_version < '3' -e .", "six; platform_machine == \"${HOME}\"",
      "\u202esix"})
  void anythingElseIsRefusedByItsLineNumber(String line) throws IOException {
    Failure failure = failureOf(read("six\n# comment\n" + line + "\n"));
    assertEquals(FailureCode.REQUIREMENTS_REFUSED, failure.code());
    assertTrue(failure.message().contains("Line 3"), failure.message());
    assertTrue(failure.message().contains("for example 'dbt-utils-helper==1.2.0'"), failure.message());
  }

  /** A mark of the byte order, each kind of line end, and none at the end. */
  @Test
  void howAnEditorWroteItMakesNoDifference() throws IOException {
    assertEquals(List.of("six", "tomli==2.0.1", "cffi"), linesOf(read("\uFEFFsix\r\ntomli==2.0.1\rcffi")));
    assertTrue(failureOf(read("\uFEFFsix\r\n\r\n-e .\r\n")).message().contains("Line 3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
  void anotherEncodingIsRefusedAtItsFirstLine(String encoding) throws IOException {
    Path file = Files.write(folder.resolve("requirements.txt"), "six\n".getBytes(encoding));

    assertTrue(failureOf(Requirements.read(Optional.of(file))).message().contains("Line 1"));
  }

  @Test
  void passwordsInRefusedLinesAreNotRepeated() throws IOException {
    String message = failureOf(read("git+https://user:hunter2@example.com/a.git")).message();
    assertTrue(message.contains("//***@example.com"), message);
  }

  @Test
  void aFileOfMoreThan64KiBIsRefused() throws IOException {
    assertTrue(failureOf(read("six\n".repeat(20_000))).message().contains("64 KiB"));
  }

  @Test
  void aHugeLineIsRefusedQuickly() throws IOException {
    assertTrue(failureOf(read("a" + " ==1".repeat(10_000) + "!")).message().contains("Line 1"));
  }

  /** Blanks and words that could be divided in many ways, and a bad end for which all would be tried. */
  @ParameterizedTest
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @CsvSource({"'a;a<b', ' and a<b', ' !', 60", "'a', ' ==1', ' !', 110", "'a;a', ' in inininin and a', ' !', 20",
      "'a;a in b', 'andaninbor', '!', 40", "a, -a, -, 240", "'a ', ' # #', '\u2028x', 16000"})
  void aLineThatIsMadeToBeSlowToReadIsNot(String begin, String repeated, String end, int times) throws IOException {
    read(begin + repeated.repeat(times) + end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a>=1!=2", "a ==1.* , != 1!2.0,", "a ( >=1 , <2 )", "a[x];(((a<b)) or('c' not in d))and e in\"f g\"", "a.-b"})
  void whatTheShapesAllowIsTaken(String line) throws IOException {
    assertEquals(List.of(line), linesOf(read(line)));
  }

  @Test
  void aFileThatCannotBeReadIsRefused() {
    assertEquals(FailureCode.REQUIREMENTS_REFUSED, failureOf(Requirements.read(Optional.of(folder.resolve("missing")))).code());
  }

  private Result<Requirements> read(String content) throws IOException {
    return Requirements.read(Optional.of(Files.writeString(folder.resolve("requirements.txt"), content)));
  }

  private static List<String> linesOf(Result<Requirements> read) {
    return switch (read) {
      case Result.Ok<Requirements>(Requirements requirements) -> requirements.lines();
      case Result.Failed<Requirements>(Failure failure) -> fail(failure.toString());
    };
  }

  private static Failure failureOf(Result<Requirements> read) {
    return assertInstanceOf(Result.Failed.class, read).failure();
  }
}
