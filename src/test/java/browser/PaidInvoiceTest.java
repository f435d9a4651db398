package browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import hub.FullStorm;
import hub.TestDatabase;
import hub.TestHub;
import hub.ledger.Ledger;
import hub.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What an accountant does who asks why an invoice is what it is: from log-in to a paid invoice of
 * the sandbox, each of its lines opened down to its model calls. What they see is kept as pictures
 * in {@code target/screenshots/money}. Asked for by {@code -Dscreenshots=on}.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = "on")
class PaidInvoiceTest {
  private static final Path PICTURES = Path.of("target/screenshots/money");

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private int pictures;

  @Test
  @DisplayName("From log-in to a paid invoice, every line opened down to its model calls")
  void opensEveryLineOfAPaidInvoice() throws Exception {
    Files.createDirectories(PICTURES);
    try (Chromium chromium = Chromium.launch();
        TestHub hub =
            TestHub.start(
                Map.of(
                    "hub.budget.markup", "4",
                    "hub.ledger.chain-every", "50ms",
                    "hub.billing.meter-every", "100ms",
                    "hub.billing.webhook-every", "100ms"))) {
      BrowserContext context =
          chromium.somebody(complaints, new Browser.NewContextOptions().setViewportSize(1440, 900));
      Visitor mira = new Visitor(hub, context).logIn();
      spend(hub, mira);
      mira.open("/money");
      picture(mira, "charged");
      startBilling(hub, mira);
      addressWithTax(mira);
      endMonth(mira);
      String invoice = openInvoice(mira);
      openEveryLine(mira, invoice);
      seeTheRest(mira);
      onAPhoneAndInTheDark(mira, invoice);
      mira.close();
    }
    assertThat(complaints).isEmpty();
  }

  /** In a full storm by an analysis; else the hub settles a dozen calls as it does for one. */
  private static void spend(TestHub hub, Visitor mira) {
    if (FullStorm.isAsked()) {
      mira.start(0, "0.30");
      mira.waitFor(Visitor.WHOLE, () -> isOver(hub));
    } else {
      SettledCalls.of(hub, 12);
    }
    mira.waitFor(
        Visitor.SOON, () -> hub.bean(Ledger.class).state(TestDatabase.WORKSPACE).unchained() == 0);
  }

  /** A small budget ends early, in a report of what it was enough for. */
  private static boolean isOver(TestHub hub) {
    return hub.database()
            .jdbc()
            .sql("select count(*) from analysis where state = 'running'")
            .query(Long.class)
            .single()
        == 0;
  }

  /** A period begins in the middle of a minute, and usage is told for whole ones. */
  private void startBilling(TestHub hub, Visitor mira) throws Exception {
    control(hub, "advance", "seconds=-60");
    mira.page.locator("text=Start billing").click();
    mira.page.locator("text=preview from Stripe").waitFor();
    mira.waitFor(
        Visitor.SOON,
        () -> {
          mira.open("/money/usage");
          return mira.page.locator("td:text-is('sent')").count() >= 1;
        });
    picture(mira, "usage");
    control(hub, "advance", "seconds=120");
  }

  private void addressWithTax(Visitor mira) {
    mira.open("/money/details");
    mira.page.fill("#name", "Kestrel Lab GmbH");
    mira.page.fill("#email", "billing@kestrel.example");
    mira.page.fill("#line1", "Hafenstraße 7");
    mira.page.fill("#postalCode", "20457");
    mira.page.fill("#city", "Hamburg");
    mira.page.selectOption("#country", "DE");
    picture(mira, "address");
    mira.page.locator("text=Save at Stripe").click();
    mira.page.waitForURL("**/money");
    assertThat(mira.page.locator(".bill").textContent())
        .contains("Rounding to whole cents", "Tax", "To pay");
    picture(mira, "invoice-so-far");
  }

  private void endMonth(Visitor mira) {
    mira.page.locator("text=End the sandbox’s month now").click();
    mira.waitFor(
        Visitor.SOON,
        () -> {
          mira.open("/money");
          return mira.page.locator("td:text-is('paid')").count() == 1;
        });
    mira.open("/money/reconciliation");
    assertThat(mira.page.locator(".notice--good").textContent()).contains("Reconciled to the cent");
    picture(mira, "reconciliation");
    mira.open("/money?verify=1");
    mira.page.locator("[data-open]").first().click();
    mira.page.locator(".ledger__detail").waitFor();
    picture(mira, "money");
  }

  private String openInvoice(Visitor mira) {
    mira.open("/money");
    mira.page.locator("a[href^='/money/invoices/in_']:not(.button)").first().click();
    mira.page.locator("h1:has-text('Invoice SANDBOX')").waitFor();
    picture(mira, "invoice");
    return URI.create(mira.page.url()).getPath();
  }

  /** Each group, and in it each entry, with its tokens, prices and the hash before it. */
  private void openEveryLine(Visitor mira, String invoice) {
    List<String> open = links(mira, "tr[id^='group-'] a");
    assertThat(open).isNotEmpty();
    int calls = 0;
    for (String group : open) {
      mira.open(group);
      List<String> entries = links(mira, "tr[id^='entry-'] a");
      assertThat(entries).as("entries of " + group).isNotEmpty();
      for (String entry : entries) {
        mira.open(entry);
        String detail = mira.page.locator(".ledger__parts").textContent();
        assertThat(detail)
            .as(entry)
            .contains("Input, uncached", "× 4 is the charge", "Held before", "Entry before");
        if (calls++ == 0) {
          picture(mira, "invoice-call");
        }
      }
    }
    System.out.printf("%d calls of %s opened%n", calls, invoice);
  }

  private static List<String> links(Visitor mira, String selector) {
    return mira.page.locator(selector).all().stream()
        .map(link -> link.getAttribute("href"))
        .toList();
  }

  private void seeTheRest(Visitor mira) {
    for (String path : List.of("/money/journal", "/money/limits", "/operations/vendor-usage")) {
      mira.open(path);
      picture(mira, path.replaceAll(".*/", ""));
    }
  }

  private void onAPhoneAndInTheDark(Visitor mira, String invoice) {
    mira.open("/money");
    mira.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    mira.page.locator("[data-open]").first().click();
    mira.page.locator(".ledger__detail").waitFor();
    picture(mira, "money-dark");
    mira.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    mira.page.setViewportSize(360, 780);
    for (String path :
        List.of("/money", invoice + "?group=1", "/money/details", "/money/journal")) {
      mira.open(path);
      assertThat((int) mira.page.evaluate("document.documentElement.scrollWidth"))
          .as("width of " + path)
          .isLessThanOrEqualTo(360);
      picture(mira, "phone" + path.replaceAll("\\?.*|in_.*", "").replace('/', '-'));
    }
  }

  private void picture(Visitor mira, String name) {
    mira.page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(PICTURES.resolve("%02d-%s.png".formatted(++pictures, name))));
  }

  private static void control(TestHub hub, String what, String form)
      throws IOException, InterruptedException {
    Sandbox sandbox = hub.bean(Sandbox.class);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.stripeUrl() + "/control/" + what))
            .header("Authorization", "Bearer " + sandbox.secrets().control())
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }
}
