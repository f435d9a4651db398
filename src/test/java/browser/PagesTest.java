package browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The pages in Chromium, under the production policy; each test fails on any error in the console.
 */
class PagesTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String LIVE = "/analyses/" + Samples.LIVE;
  private static final String DONE = "/analyses/" + Samples.DONE;

  private static Chromium chromium;
  private static RunningPages pages;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
    // That a browser closed a stream is noticed at the second comment after it.
    pages = new RunningPages("--hub.web.streams.poll=100ms", "--hub.web.streams.comment=500ms");
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      pages.close();
    }
  }

  @BeforeEach
  void start() {
    pages.streams().stop();
    pages.fixture().reset();
    pages.marks().kept.clear();
    pages.streams().start();
    context = chromium.somebody(complaints);
  }

  @AfterEach
  void stop() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  private Page open(String path) {
    Page page = context.newPage();
    page.navigate(pages.address(path));
    return page;
  }

  @Test
  @DisplayName("S3 A stream cut twice leaves no line out and none twice")
  void losesNoLineWhenTheStreamIsCut() {
    Page page = open(LIVE);
    waitForStreams(page, 1);

    for (int cut = 1; cut <= 2; cut++) {
      pages.streams().stop();
      waitFor(page, () -> pages.streams().count() == 0);
      pages.fixture().addLines(Samples.LIVE, 30);
      pages.streams().start();
      waitForPosition(page, 187 + 60 * cut - 30);
      pages.fixture().addLines(Samples.LIVE, 30);
      waitForPosition(page, 187 + 60 * cut);
    }
    pages.fixture().end(Samples.LIVE);
    waitFor(page, () -> page.getAttribute("[data-live-page]", "data-ended").equals("true"));

    assertThat(positions(page))
        .as("the last hundred that were there, and all since")
        .isEqualTo(LongStream.iterate(307, at -> at > 87, at -> at - 1).boxed().toList());
    List<String> words =
        pages.fixture().logs.get(Samples.LIVE).reversed().stream()
            .limit(220)
            .map(line -> line.text())
            .toList();
    assertThat(page.locator("[data-log] .line__words").allTextContents()).isEqualTo(words);
    assertThat(page.locator("text=See the ranking").isVisible()).isTrue();
    waitForStreams(page, 0);
  }

  @Test
  @DisplayName("S4 Seven tabs share one stream and all stay live")
  void sharesOneStreamAmongSevenTabs() {
    List<Page> tabs = IntStream.range(0, 7).mapToObj(n -> open(LIVE)).toList();
    waitForStreams(tabs.getFirst(), 1);

    pages.fixture().addLines(Samples.LIVE, 20);
    tabs.forEach(tab -> waitForPosition(tab, 207));
    assertThat(pages.streams().count()).isEqualTo(1);

    tabs.getFirst().close();
    List<Page> rest = tabs.subList(1, 7);
    waitForStreams(rest.getFirst(), 1);
    pages.fixture().addLines(Samples.LIVE, 5);
    rest.forEach(tab -> waitForPosition(tab, 212));
  }

  @Test
  void saysSinceWhenItIsNotLive() {
    Page page = open(LIVE);
    waitForStreams(page, 1);

    pages.streams().stop();
    page.locator("[data-cut]").waitFor();
    assertThat(page.locator("[data-cut]").textContent())
        .contains("Not live since")
        .contains("goes on without this page");

    pages.streams().start();
    waitFor(page, () -> page.locator("[data-cut]").isHidden());
  }

  @Test
  @DisplayName("S7 No page breaks the policy")
  void keepsThePolicy() {
    for (String path :
        List.of(
            "/",
            "/analyses",
            LIVE,
            LIVE + "/log",
            DONE,
            "/analyses/" + Samples.PARTIAL,
            "/analyses/" + Samples.STOPPED,
            DONE + "/opportunities/" + Samples.id(101),
            DONE + "/threads/" + EvidenceSamples.THREAD,
            "/ui")) {
      Page page = open(path);
      assertThat(page.locator("main h1").count()).as(path).isEqualTo(1);
      page.close();
    }
  }

  @Test
  void ranksAgainWhenAWeightMoves() {
    Page page = open(DONE);
    List<String> before = page.locator("#ranking .ranking__title").allTextContents();

    for (String part : List.of("authors", "threads", "recent", "pain", "would-pay")) {
      page.locator("[name=w-" + part + "]").focus();
      for (int n = 0; n < 4; n++) {
        page.keyboard().press("ArrowLeft");
      }
    }

    waitFor(
        page,
        () ->
            page.url().contains("w-would-pay=0")
                && !page.locator("#ranking .ranking__title").allTextContents().equals(before));
    assertThat(page.locator("#ranking .ranking__title").count()).isEqualTo(before.size());
    assertThat(page.evaluate("document.activeElement.name")).isEqualTo("w-would-pay");
  }

  @Test
  void marksInPlaceAndHidesWhatIsNotWanted() {
    Page page = open(DONE + "?least=40");
    Locator first = page.locator("#ranking [data-row]").first();
    String title = first.locator(".ranking__title").textContent();

    first.hover();
    first.locator("text=Not useful").click();
    first.locator(".tag--own >> text=Not useful").waitFor();
    first.locator("text=Hide").focus();
    page.keyboard().press("Enter");

    page.locator("text=1 hidden").waitFor();
    assertThat(page.locator("#ranking").textContent()).doesNotContain(title);
    assertThat(page.locator("#ranking-said").textContent()).isEqualTo("Hidden: " + title);
    assertThat(page.evaluate("document.activeElement.className")).isEqualTo("ranking__title");
    assertThat(page.url()).endsWith("?least=40");
    page.locator("text=1 hidden").click();
    page.waitForURL(Pattern.compile("marked=hidden"));
    assertThat(page.locator("#ranking .ranking__title").allTextContents()).containsExactly(title);
  }

  @Test
  void keepsAReasonAndPinsWithoutScripts() {
    context.close();
    context =
        chromium.somebody(complaints, new Browser.NewContextOptions().setJavaScriptEnabled(false));
    Page page = open(DONE + "/opportunities/" + Samples.id(103) + "?sort=cost");

    page.fill("#reason", "A client asked for it");
    page.locator("#mark-useful").click();
    assertThat(page.inputValue("#reason")).isEqualTo("A client asked for it");
    assertThat(page.getAttribute("#mark-useful", "aria-pressed")).isEqualTo("true");
    page.locator("#mark-pin").click();
    page.locator(".crumbs a").last().click();

    assertThat(page.url()).endsWith("?sort=cost");
    assertThat(page.locator("#ranking [data-row]").first().textContent())
        .contains("Reverse-charge wording")
        .contains("Pinned")
        .contains("Useful");
  }

  @Test
  void filtersAndSortsByAnAddressThatCanBeShared() {
    Page page = open(DONE);
    page.selectOption("[name=sort]", "growth");
    page.fill("[name=least]", "50");
    waitFor(page, () -> page.url().endsWith("?least=50&sort=growth"));
    List<String> titles = page.locator("#ranking .ranking__title").allTextContents();
    assertThat(titles).hasSize(5).first().isEqualTo("Minimum fees that never reach the invoice");

    Page shared = context.newPage();
    shared.navigate(page.url());

    assertThat(shared.locator("#ranking .ranking__title").allTextContents()).isEqualTo(titles);
    assertThat(shared.inputValue("[name=least]")).isEqualTo("50");
  }

  @Test
  void countsAgainWhenTheBudgetChanges() {
    Page page = open("/");
    page.fill("#budget", "0.70");
    page.locator("text=Start, at most $0.70").waitFor();
    assertThat(page.locator("#estimate").textContent())
        .contains("The most promising 210 of 412 posts");

    page.locator("text=Shift swaps in small veterinary clinics").click();
    page.locator(".tokens >> text=r/VetTech").waitFor();
    page.locator("text=Start, at most $0.70").click();
    page.waitForURL("**" + LIVE);
    assertThat(pages.fixture().asked)
        .containsExactly(
            "start Shift swaps in small veterinary clinics [veterinary, VetTech] 0.70");
  }

  @Test
  void saysWhatIsWrongAndKeepsWhatWasTyped() {
    Page page = open("/");
    page.fill("#budget", "0.05");
    page.locator("text=Start, at most $0.05").click();
    page.locator("#budget-hint.is-wrong").waitFor();
    assertThat(page.locator("#budget-hint").textContent())
        .contains("The least that gives a report is $0.22");
    assertThat(page.inputValue("#budget")).isEqualTo("0.05");
  }

  @Test
  void cancelsWithinASecond() {
    Page page = open(LIVE);
    Response[] answer = new Response[1];
    page.onResponse(
        response -> {
          if (response.request().method().equals("POST")) {
            answer[0] = response;
          }
        });
    page.locator("text=Cancel").click();
    page.waitForURL("**/live");
    // Milliseconds from the request to the first byte; what drawing takes is the browser's.
    assertThat(answer[0].request().timing().responseStart).isBetween(0.0, 1_000.0);
    assertThat(pages.fixture().asked).containsExactly("cancel " + Samples.LIVE);
  }

  private static List<Long> positions(Page page) {
    List<Long> positions = new ArrayList<>();
    for (Object at :
        (List<?>)
            page.evaluate(
                "[...document.querySelectorAll('[data-log] [data-position]')].map(e =>"
                    + " e.dataset.position)")) {
      positions.add(Long.valueOf(at.toString()));
    }
    return positions;
  }

  private void waitForPosition(Page page, long position) {
    waitFor(
        page,
        () ->
            page.getAttribute("[data-live-page]", "data-position")
                .equals(String.valueOf(position)));
  }

  private void waitForStreams(Page page, int many) {
    waitFor(page, () -> pages.streams().count() == many);
  }

  /** Playwright is not for many threads: the condition is asked on this one. */
  private static void waitFor(Page page, java.util.concurrent.Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .atMost(SOON)
        .until(
            () -> {
              page.evaluate("0");
              return condition.call();
            });
  }
}
