package browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Debian's Chromium without a window, driven by Playwright, or what CHROMIUM names; a class without
 * one is skipped.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, or skips the calling test with the reason. */
  public static Chromium launch() {
    Path program =
        Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));
    assumeTrue(
        Files.isExecutable(program),
        "skipped: no Chromium at " + program + "; name one with the variable CHROMIUM");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options = new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(QUIET);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /**
   * A browser of somebody new; what goes wrong on any of its pages, refusals by the policy among
   * it, is added to the complaints.
   */
  public BrowserContext somebody(List<String> complaints) {
    return somebody(complaints, new Browser.NewContextOptions());
  }

  BrowserContext somebody(List<String> complaints, Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !isExpected(message)) {
            complaints.add(message.text());
          }
        });
    context.onWebError(error -> complaints.add("uncaught " + error.error()));
    context.onDialog(
        dialog -> {
          complaints.add("dialog " + dialog.message());
          dialog.dismiss();
        });
    return context;
  }

  /**
   * htmx reports a request that a newer one overtook, and Chromium every answer that is no success.
   */
  private static boolean isExpected(ConsoleMessage message) {
    String text = message.text();
    return text.startsWith("htmx:sendAbort")
        || text.startsWith("htmx:afterRequest")
        || text.contains("Failed to load resource");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
