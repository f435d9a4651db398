package browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The editor of a flow in Chromium, under the production policy; any refusal fails the test. */
@DisplayName("S7 The editor of a flow under the production policy")
class FlowEditorTest {
  private static Chromium chromium;
  private static RunningPages pages;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
    pages = new RunningPages();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      pages.close();
    }
  }

  @AfterEach
  void leave() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  private Page open(String path, boolean scripts) {
    context =
        chromium.somebody(
            complaints, new Browser.NewContextOptions().setJavaScriptEnabled(scripts));
    Page page = context.newPage();
    page.navigate(pages.address(path));
    return page;
  }

  @Test
  void underlinesTheCauseAndSaysTheFixBelowIt() {
    Page page = open("/flows/edit", true);

    assertThat(page.locator(".cm-line.is-wrong").textContent()).contains("uri: direct:kep-post");
    assertThat(page.locator(".cause").textContent()).isEqualTo("direct:kep-post");
    assertThat(page.locator(".said").textContent())
        .isEqualTo("Nobody serves direct:kep-post. Did you mean direct:keep-post?");
    assertThat(page.locator(".cm-line.is-changed").count()).isPositive();
    assertThat(page.locator("[data-publish]").isDisabled()).isTrue();
  }

  @Test
  void letsPublishAsSoonAsTheTextPasses() {
    Page page = open("/flows/edit", true);

    page.keyboard().press("F8");
    page.keyboard().press("End");
    for (int n = 0; n < "kep-post".length(); n++) {
      page.keyboard().press("Backspace");
    }
    page.keyboard().type("keep-post");
    page.locator("[data-publish]:enabled").waitFor();

    assertThat(page.locator(".said").count()).isZero();
    assertThat(page.locator("#yaml").inputValue()).contains("uri: direct:keep-post");
  }

  @Test
  void completesWhatIsAskedFor() {
    Page page = open("/flows/edit?state=good", true);

    page.locator(".cm-content").click();
    page.keyboard().press("Control+End");
    page.keyboard().press("Control+Space");
    Locator offered = page.locator(".cm-tooltip-autocomplete li");
    offered.waitFor();

    assertThat(offered.textContent()).contains("keep-post", "takes a post over");
  }

  @Test
  void leavesKeysToTheTextWhileItIsWritten() {
    Page page = open("/flows/edit?state=good", true);

    page.locator(".cm-content").click();
    page.keyboard().type("g1?");

    assertThat(page.url()).endsWith("/flows/edit?state=good");
    assertThat(page.locator("#yaml").inputValue()).contains("g1?");
  }

  @Test
  void isATextFieldWithoutScripts() {
    Page page = open("/flows/edit", false);

    assertThat(page.locator("#yaml").isVisible()).isTrue();
    assertThat(page.locator("#yaml").isEditable()).isTrue();
    assertThat(page.locator("[data-problem]").textContent())
        .contains("Line 31:", "Nobody serves direct:kep-post.", "Did you mean direct:keep-post?");
  }
}
