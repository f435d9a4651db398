package browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What an integrator does, on a whole hub. */
@EnabledIfSystemProperty(named = "storm", matches = "full")
@DisplayName("S7 Flows are changed in a browser, under the production policy")
class FlowJourneyTest extends HubVisit {
  private static final String LISTINGS = "\"{{flow.reddit-posts.listings-per-minute}}\"";

  @Test
  void changesASourceAndGoesBackWithoutARestart() {
    edit("reddit-posts");
    String before = text();
    String wanted =
        before
            .replace(LISTINGS, "\"6\"")
            .replace("${body[traits]} !contains 'promoted'", "${body[flair]} contains 'Question'");
    assertThat(wanted).isNotEqualTo(before);

    assertSays(before.replace("- setBody:", "- setBodie:"), "setBodie");
    assertSays(
        before.replace("uri: direct:flow-keep-post", "uri: direct:flow-kep-post"), "kep-post");
    assertSays(before.replace("uri: direct:flow-keep-post", "uri: exec:ls"), "exec");
    assertSays(before.replace("parallelProcessing: true", "parallelProcessing: maybe"), "maybe");
    assertSays(before.replace(LISTINGS, "\"{{hub.keys.master}}\""), "hub.keys.master");
    write(wanted);
    mira.page.locator("[data-publish]:enabled").waitFor();
    assertThat(mira.page.locator(".cm-line.is-changed").count()).isEqualTo(2);

    mira.page.selectOption("#from", "direct:flow-reddit-posts-keep");
    mira.page.selectOption("#recorded", "");
    mira.page.fill(
        "#body",
        "{\"traits\": [], \"length\": 200, \"flair\": \"Question\", \"title\": \"Rejected\"}");
    mira.page.locator("[data-try]").click();
    mira.page.locator(".trial__step").first().waitFor();
    assertThat(mira.page.locator("#outcome").textContent()).contains("nothing left this machine");

    mira.page.fill("#message", "Questions alone, and slower");
    mira.page.locator("[data-publish]").click();
    waitForServing("v2");

    mira.page.locator("main >> text=Versions").click();
    assertThat(mira.page.locator(".diff").textContent()).contains("contains 'Question'");
    mira.page.locator("text=Go back to it").click();
    waitForServing("v1");
  }

  private void edit(String flow) {
    mira.open("/flows");
    mira.page.locator(".flows >> text='" + flow + "'").click();
    mira.page.locator("main .head__acts >> text=Edit").click();
    mira.page.locator(".cm-content").waitFor();
  }

  private void waitForServing(String version) {
    mira.page.waitForURL("**/flows/*");
    mira.page.locator("main p:has-text('Running') >> text='" + version + ",'").first().waitFor();
  }

  private String text() {
    return mira.page.locator("#yaml").inputValue();
  }

  private void write(String text) {
    Page page = mira.page;
    page.locator(".cm-content").click();
    page.keyboard().press("Control+a");
    page.keyboard().insertText(text);
    assertThat(text()).isEqualTo(text);
  }

  /** The check names the cause on its line, and Publish is off. */
  private void assertSays(String text, String cause) {
    write(text);
    Locator said = mira.page.locator("[data-problem] [data-sentence]:text('" + cause + "')");
    said.first().waitFor();
    int line =
        Integer.parseInt(mira.page.locator("[data-problem]").first().getAttribute("data-line"));
    List<String> lines = text.lines().toList();
    assertThat(lines.get(line - 1)).contains(cause);
    assertThat(mira.page.locator("[data-publish]").isDisabled()).isTrue();
  }
}
