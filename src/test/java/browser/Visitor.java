package browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import hub.TestHub;
import hub.web.Accounts;
import hub.web.LogInLinks;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** A person before a running hub, who does what a person does on its pages. */
final class Visitor {
  /**
   * How long anything may take before it counts as stuck, also on a machine that is busy with other
   * things.
   */
  static final Duration WHOLE = Duration.ofMinutes(4);

  static final Duration SOON = Duration.ofMinutes(1);

  private final TestHub hub;
  final BrowserContext context;
  final Page page;

  Visitor(TestHub hub, BrowserContext context) {
    this.hub = hub;
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(WHOLE.toMillis());
  }

  /** Opens a log-in link as a start prints it. */
  Visitor logIn() {
    String link =
        hub.bean(LogInLinks.class)
            .pathFor(hub.bean(Accounts.class).firstAdministrator().orElseThrow());
    page.navigate(hub.url() + link);
    return this;
  }

  /** Opens a page that exists, and returns its one heading. */
  String open(String path) {
    page.navigate(hub.url() + path);
    assertThat(page.locator("main h1").count()).as("headings of " + path).isEqualTo(1);
    return page.locator("main h1").textContent();
  }

  /**
   * Chooses one of the offered topics on the first page and starts it, with this budget in dollars
   * and these texts of their own.
   */
  UUID start(int topic, String budget) {
    open("/");
    if (topic > 0) {
      page.waitForResponse("**/where?**", () -> page.locator(".topic").nth(topic).click());
      page.waitForCondition(
          () ->
              page.locator("#where.htmx-added, #where.htmx-settling, .htmx-request").count() == 0);
    }
    return startFor(budget);
  }

  /** Brings saved files as a topic of their own and starts it. */
  UUID startOwn(String topic, String budget, List<Path> files) {
    open("/");
    page.waitForResponse("**/where?**", () -> page.locator("text=Your own topic").click());
    page.locator("#topic").fill(topic);
    for (int n = 0; n < files.size(); n++) {
      page.setInputFiles("#file", files.get(n));
      page.locator("#uploads li").nth(n).waitFor();
    }
    return startFor(budget);
  }

  private UUID startFor(String budget) {
    page.fill("#budget", budget);
    page.locator(".start button:text('at most $" + budget + "')").click();
    page.waitForURL("**/analyses/*");
    return UUID.fromString(page.url().replaceAll(".*/analyses/([0-9a-f-]+).*", "$1"));
  }

  /** What the live page says was charged, in dollars. */
  BigDecimal charged() {
    return new BigDecimal(
        page.locator(".money__charged .money__amount").textContent().replaceAll("[$,]", ""));
  }

  long position() {
    return Long.parseLong(page.getAttribute("[data-live-page]", "data-position"));
  }

  void waitForEnd() {
    waitFor(WHOLE, () -> page.getAttribute("[data-live-page]", "data-ended").equals("true"));
  }

  /**
   * Playwright is not for many threads: the condition is asked on this one, between the page's
   * events.
   */
  void waitFor(Duration most, Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(50))
        .atMost(most)
        .until(
            () -> {
              page.evaluate("0");
              return condition.call();
            });
  }

  void close() {
    context.close();
  }
}
