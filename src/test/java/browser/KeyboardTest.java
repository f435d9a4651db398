package browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nothing but keys, from the log-in to an export and to a quote in its thread. */
class KeyboardTest {
  /** More presses than any page has places to stop at. */
  private static final int MOST = 120;

  private final List<String> complaints = new CopyOnWriteArrayList<>();

  @Test
  void leadsFromTheLogInToAnExportAndAQuoteWithoutAPointer() throws IOException {
    try (Chromium chromium = Chromium.launch();
        RunningPages pages = new RunningPages();
        BrowserContext context = chromium.somebody(complaints)) {
      Page page = context.newPage();
      page.navigate(pages.address("/log-in"));
      tabTo(page, "#email");
      page.keyboard().type("mira@example.org");
      tabTo(page, "#password");
      page.keyboard().type("a password");
      page.keyboard().press("Enter");
      page.waitForURL(pages.address("/"));

      tabTo(page, ".start .button--main");
      page.keyboard().press("Enter");
      page.waitForURL("**/analyses/" + Samples.LIVE);
      pages.fixture().end(Samples.LIVE);
      page.locator("[data-when-ended]").waitFor();
      tabTo(page, "[data-when-ended]");
      page.keyboard().press("Enter");
      page.locator("#ranking").waitFor();

      tabTo(page, "[name='w-pain']");
      page.keyboard().press("ArrowRight");
      page.waitForURL(Pattern.compile("w-pain=4"));
      tabTo(page, "#pin-" + Samples.id(101));
      page.keyboard().press("Enter");
      page.locator(".tag--own").waitFor();
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("pin-" + Samples.id(101));
      tabTo(page, "#files a[href*='.md']");
      Download export = page.waitForDownload(() -> page.keyboard().press("Enter"));
      assertThat(Files.readString(export.path())).startsWith("# ");
      page.keyboard().press("j");
      page.keyboard().press("Enter");
      page.locator("#evidence-head").waitFor();
      page.keyboard().press("j");
      page.keyboard().press("Enter");
      page.waitForURL("**/threads/**");
    }
    assertThat(complaints).isEmpty();
  }

  /** Presses Tab until the element has the focus, which can then be seen. */
  private static void tabTo(Page page, String selector) {
    for (int press = 0; press < MOST; press++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
        assertThat(page.evaluate(RING)).as("focus on " + selector).isEqualTo(true);
        return;
      }
    }
    throw new AssertionError("No key leads to " + selector);
  }

  /** Whether the element, or the part that stands for it, shows its focus. */
  private static final String RING =
      "[document.activeElement, document.activeElement.parentElement].some(e =>"
          + " getComputedStyle(e).outlineStyle !== 'none')";
}
