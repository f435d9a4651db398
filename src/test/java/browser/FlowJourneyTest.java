package browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import hub.FullStorm;
import hub.TestHub;
import hub.integration.process.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an integrator does, on a whole hub whose flows may reach one receiver beside it. */
@FullStorm.Only
@DisplayName("S7 Flows are changed in a browser, under the production policy")
class FlowJourneyTest {
  private static final String LISTINGS = "\"{{flow.reddit-posts.listings-per-minute}}\"";
  private static final byte[] KEY = "0123456789abcdefghijklmn".getBytes(StandardCharsets.UTF_8);
  private static Chromium chromium;
  private static Receiver receiver;
  private static TestHub hub;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private Visitor mira;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
    receiver = new Receiver();
    hub = TestHub.start(Map.of("hub.flows.child.hosts", receiver.address()));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      hub.close();
      receiver.close();
    }
  }

  @BeforeEach
  void comeIn() {
    mira = new Visitor(hub, chromium.somebody(complaints)).logIn();
  }

  @AfterEach
  void leave() {
    mira.close();
    assertThat(complaints).isEmpty();
  }

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
    assertSays(
        before.replace("parallelProcessing: true", "parallelProcesing: true"), "parallelProcesing");
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

    mira.page.locator("main .head__acts >> text=Versions").click();
    assertThat(mira.page.locator(".diff").textContent()).contains("contains 'Question'");
    mira.page.locator("main button:text('Go back to it')").click();
    waitForServing("v1");
  }

  @Test
  void sendsAFinishedAnalysisToAWebhook(@TempDir Path folder) throws Exception {
    mira.open("/flows/secrets");
    mira.page.fill("#name", "webhook");
    mira.page.fill("#value", "whsec_" + Base64.getEncoder().encodeToString(KEY));
    mira.page.locator("main button:text('Keep it')").click();

    mira.open("/flows/new");
    mira.page.selectOption("#kind", "RESULT");
    mira.page.fill("#name", "webhook");
    mira.page.locator("main button:text('Make it')").click();
    mira.page.locator(".cm-content").waitFor();
    write(
        example("webhook")
            .replace("opportunity", "analysis")
            .replace("https://example.com/your-webhook", "http://" + receiver.address() + "/done"));
    mira.page.locator("[data-publish]:enabled").click();
    mira.page.locator("main .head__acts button:text('Start')").click();
    mira.page.locator("main .head__acts button:text('Suspend')").waitFor();

    // One thread: what is sent is the same, and an offered topic's analysis takes minutes here.
    UUID analysis =
        mira.startOwn(
            "Questions people ask strangers",
            "0.40",
            List.of(SavedTexts.file("whole-thread-a-00-tree", folder)));
    mira.waitForEnd();
    mira.waitFor(Visitor.SOON, () -> !receiver.requests().isEmpty());

    Receiver.Request call = receiver.requests().getFirst();
    assertThat(call.path()).isEqualTo("/done");
    assertThat(call.body()).contains("\"id\":\"" + analysis + "\"", "\"event\":\"analysis\"");
    assertThat(call.headers().get("webhook-signature")).isEqualTo(signature(call));
    mira.open("/flows/deliveries");
    mira.page.locator("tbody tr:has-text('Arrived')").first().waitFor();
    assertThat(receiver.requests()).hasSize(1);
  }

  private static String example(String name) throws IOException {
    return Files.readString(Path.of("src/main/resources/flows/" + name + ".camel.yaml"));
  }

  private static String signature(Receiver.Request call) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String signed =
        String.join(
            ".",
            call.headers().get("webhook-id"),
            call.headers().get("webhook-timestamp"),
            call.body());
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private void edit(String flow) {
    mira.open("/flows");
    mira.page.locator(".flows >> text='" + flow + "'").click();
    mira.page.locator("main .head__acts >> text=Edit").click();
    mira.page.locator(".cm-content").waitFor();
  }

  private void waitForServing(String version) {
    mira.page.waitForURL("**/flows/*");
    mira.page.locator("main p:has-text('Running') >> text=" + version + ",").first().waitFor();
  }

  private String text() {
    return mira.page.locator("#yaml").inputValue();
  }

  private void write(String text) {
    Page page = mira.page;
    page.locator(".cm-content").click();
    page.keyboard().press("Control+a");
    page.keyboard().press("Delete");
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
