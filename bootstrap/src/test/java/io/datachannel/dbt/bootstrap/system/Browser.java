package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.Alert;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium on the page of the service, used as a person would: by what is written on buttons and fields. */
final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Dimension DESK = new Dimension(1280, 900);
  private static final Dimension PHONE = new Dimension(400, 850);

  private final ChromeDriver driver;
  private final URI service;

  private Browser(ChromeDriver driver, URI service) {
    this.driver = driver;
    this.service = service;
  }

  static Browser open(URI service) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium", "google-chrome"));
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-US");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriver driver = new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(new File(program("chromedriver"))).build(), options);
    driver.manage().window().setSize(DESK);
    return new Browser(driver, service);
  }

  /** Opened, and logged in. */
  static Browser of(RunningService service) {
    Browser browser = open(service.service().address());
    try {
      return browser.login(service.token());
    } catch (RuntimeException failed) {
      browser.close();
      throw failed;
    }
  }

  Browser login(String token) {
    driver.get(service + "#token=" + token);
    return sees("Log out");
  }

  private static String program(String... names) {
    return Stream.of(names).flatMap(name -> Stream.of("/usr/bin/" + name, "/usr/local/bin/" + name)).map(File::new).filter(File::canExecute).findFirst()
        .orElseThrow(() -> new IllegalStateException("the tests of the page need Debian's packages chromium and chromium-driver")).getPath();
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Loads an address, as from a bookmark. */
  Browser go(String path) {
    driver.get(service.resolve(path).toString());
    return this;
  }

  String path() {
    return URI.create(driver.getCurrentUrl()).getPath();
  }

  /** The browser's own button. */
  Browser back() {
    driver.executeScript("setTimeout(() => history.back())");
    return this;
  }

  /** Waits for the page to ask something by a box of the browser, and says yes or no. */
  Browser answer(boolean yes) {
    Alert asked = new WebDriverWait(driver, LONGEST).until(ExpectedConditions.alertIsPresent());
    if (yes) {
      asked.accept();
    } else {
      asked.dismiss();
    }
    return this;
  }

  /** Lets the pages that are loaded from now on get this answer, of a state that is hard to come by. @param path the end of the address, without a query */
  Browser answering(String path, String json) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
        { const before = window.fetch;
          window.fetch = (to, ...more) => String(to).split('?')[0].endsWith('%s') ? Promise.resolve(new Response('%s')) : before(to, ...more); }
        """.formatted(path, json)));
    return this;
  }

  /** As if the service were so far away. */
  Browser answersAfter(Duration latency) {
    ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
    conditions.setLatency(latency);
    driver.setNetworkConditions(conditions);
    return this;
  }

  /** Waits until this text is on the page. */
  Browser sees(String text) {
    await("'" + text + "' is on the page", () -> body().contains(text));
    return this;
  }

  Browser seesNoMore(String text) {
    await("'" + text + "' is not on the page", () -> !body().contains(text));
    return this;
  }

  String body() {
    try {
      return driver.findElement(By.tagName("body")).getText();
    } catch (WebDriverException failed) {
      // By these words the driver tells sometimes that the page was left in between.
      if (failed.getMessage().contains("does not belong to the document")) {
        throw new StaleElementReferenceException("the page was left", failed);
      }
      throw failed;
    }
  }

  /** A button or link by what is written on it, or by its name for those who do not see it; of an open dialog, where there is one. */
  Browser press(String button) {
    element("button or link '" + button + "'", By.xpath("//*[self::button or self::a][normalize-space(.)=" + quoted(button) + " or @aria-label="
        + quoted(button) + "][not(@disabled)][not(//dialog[@open]) or ancestor::dialog[@open]]")).click();
    return this;
  }

  /** The input that a label, or its beginning, belongs to. */
  WebElement field(String label) {
    WebElement found = element("field '" + label + "'", By.xpath("//label[starts-with(normalize-space(.)," + quoted(label) + ")]"));
    String id = found.getDomAttribute("for");
    return id == null ? found.findElement(By.xpath(".//input")) : driver.findElement(By.id(id));
  }

  Browser fill(String label, String text) {
    WebElement field = field(label);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    field.sendKeys(text);
    return this;
  }

  /** What the page marks for tests, where words are not enough. */
  WebElement hook(String name) {
    return element("the part '" + name + "'", By.cssSelector("[data-test='" + name + "']"));
  }

  /** The words of such a part; empty while it is not there. */
  String text(String hook) {
    return driver.findElements(By.cssSelector("[data-test='" + hook + "']")).stream().map(WebElement::getText).findFirst().orElse("");
  }

  /** How many lines the log of a run has. */
  String rows() {
    return hook("log").getDomAttribute("data-rows");
  }

  /** An input by the name that the API has for it. */
  WebElement input(String hook, String name) {
    return element("the input " + name, By.cssSelector("[data-test='" + hook + "'] [name='" + name + "']"));
  }

  WebElement clear(String hook, String name) {
    WebElement input = input(hook, name);
    input.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    return input;
  }

  /** Another part of the same view. */
  Browser tab(String name) {
    element("tab '" + name + "'", By.xpath("//*[@role='tab' or ancestor::nav[contains(@class,'tabs')]][self::a or self::button][starts-with(normalize-space(.),"
        + quoted(name) + ")]")).click();
    return this;
  }

  /** @param option its text */
  Browser choose(String label, String option) {
    field(label).findElement(By.xpath(".//option[normalize-space(.)=" + quoted(option) + "]")).click();
    return this;
  }

  /** Clicks the label of a check box or of one of a few. */
  Browser tick(String label) {
    element("label '" + label + "'", By.xpath("//label[normalize-space(.)=" + quoted(label) + "]")).click();
    return this;
  }

  /** Waits for it to be seen. */
  WebElement element(String what, By by) {
    WebDriverWait wait = new WebDriverWait(driver, LONGEST);
    wait.withMessage(() -> "waited for " + what + " on " + driver.getCurrentUrl() + ":\n" + body()).ignoring(StaleElementReferenceException.class);
    return wait.until(_ -> driver.findElements(by).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
  }

  void await(String what, Supplier<Boolean> condition) {
    new WebDriverWait(driver, LONGEST).withMessage(() -> "waited until " + what + " on " + driver.getCurrentUrl() + ":\n" + body())
        .ignoring(StaleElementReferenceException.class).until(_ -> condition.get());
  }

  /** Pictures in light and dark, on a desk and on a phone, and a look by axe-core, which must find nothing serious. */
  Browser look(String name) {
    await("everything is loaded", () -> driver.findElements(By.cssSelector(".waiting-text, .spinner, .boot")).isEmpty());
    for (String colours : List.of("light", "dark")) {
      driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
          List.of(Map.of("name", "prefers-color-scheme", "value", colours), Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
      picture(name + "-" + colours);
      assertEquals(List.of(), serious(), name + " in " + colours);
    }
    driver.manage().window().setSize(PHONE);
    picture(name + "-phone");
    assertEquals(false, driver.executeScript("return document.documentElement.scrollWidth > innerWidth"), name + " is wider than a phone");
    driver.manage().window().setSize(DESK);
    return this;
  }

  private void picture(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<String> serious() {
    return new AxeBuilder().analyze(driver).getViolations().stream().filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
        .map(Browser::words).toList();
  }

  private static String words(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().stream().map(node -> node.getTarget() + " " + node.getHtml() + " " + node.getAny().stream().map(check -> check.getMessage()).toList()).toList();
  }

  /** What the browser complained of: code that failed, files that were missing, what the policy forbade. Refused requests are the views' own matter. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream().filter(entry -> entry.getLevel().equals(Level.SEVERE))
        .map(entry -> entry.getMessage()).filter(message -> !message.contains("/api/v1/")).toList();
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static String quoted(String text) {
    return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
  }
}
