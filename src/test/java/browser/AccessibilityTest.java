package browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import hub.FullStorm;
import hub.analysis.view.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page and state on a phone and on a desk: none is wider than its window, moves for somebody
 * who wants no motion, or violates a rule of axe-core. Axe takes a second for each, so pages take
 * turns: one is asked about on the phone, the next on the desk. With {@code -Dstorm=full} all are
 * on both, in both themes.
 */
class AccessibilityTest {
  private static final String DONE = "/analyses/" + Samples.DONE;

  /** Each page, and the states of a page that show other parts. */
  private static final List<String> PAGES =
      List.of(
          "/",
          "/analyses",
          "/analyses/compare",
          "/analyses/compare?a=" + Samples.DONE + "&b=" + Samples.DONE,
          "/analyses/compare?a=" + Samples.PARTIAL + "&b=" + Samples.DONE,
          "/analyses/" + Samples.LIVE,
          "/analyses/" + Samples.LIVE + "/log",
          "/analyses/" + Samples.LIVE + "/raise",
          DONE,
          DONE + "#weights",
          DONE + "?least=99",
          DONE + "?marked=hidden",
          DONE + "/dropped",
          "/analyses/agreement",
          "/analyses/" + Samples.PARTIAL,
          "/analyses/" + Samples.CANCELLED,
          "/analyses/" + Samples.STOPPED,
          DONE + "/opportunities/" + Samples.id(101),
          DONE + "/opportunities/" + Samples.id(111),
          DONE + "/threads/" + EvidenceSamples.THREAD,
          "/ui",
          "/log-in",
          "/log-in?failed",
          "/log-in?paused",
          "/invitation",
          "/invitation?trouble=chosen",
          "/invitation?over",
          "/settings",
          "/settings?check=now",
          "/settings/model",
          "/settings/model?state=wrong",
          "/settings/model?state=price",
          "/settings/model?state=trial",
          "/settings/model?state=refused",
          "/settings/model?state=tried",
          "/settings/model?state=parked",
          "/settings/model?state=environment",
          "/settings/reddit",
          "/settings/reddit?state=wrong",
          "/settings/reddit?state=app",
          "/settings/reddit?state=live",
          "/settings/reddit?state=parked",
          "/settings/reddit?state=environment",
          "/settings/search",
          "/settings/search?state=changing",
          "/settings/search?state=stopped",
          "/settings/search?state=removing",
          "/settings/search?state=parked",
          "/settings/search?state=wrong",
          "/settings/search?state=limit",
          "/settings/password",
          "/settings/sessions",
          "/settings/people",
          "/settings/people?revoked&trouble=email",
          "/settings/people?made",
          "/settings/people/one",
          "/settings/people/one?trouble",
          "/settings/tokens",
          "/settings/tokens?none",
          "/settings/tokens?made",
          "/settings/tokens?trouble=expires",
          "/imports",
          "/imports?none",
          "/imports/one?state=RUNNING",
          "/imports/one?state=FINISHED",
          "/imports/one?state=STOPPED",
          "/api",
          "/flows",
          "/flows?none",
          "/flows/one",
          "/flows/docs",
          "/flows/new",
          "/flows/new?trouble",
          "/flows/edit",
          "/flows/edit?state=good",
          "/flows/edit?state=stale",
          "/flows/versions",
          "/flows/deliveries",
          "/flows/deliveries?none",
          "/flows/secrets?trouble=That+is+no+name.",
          "/flows/trace",
          "/flows/routes",
          "/flows/route",
          "/sample-old-form",
          "/money/prices",
          "/sample-error");

  private static final boolean ALL = FullStorm.isAsked();

  /** All rules; of what is in order axe says no more than that, which is most of its work. */
  private static final String AXE =
      "axe.run({resultTypes: ['violations']}).then(result => result.violations)";

  private static final String MOVING =
      "document.getAnimations().filter(each => each.effect.getComputedTiming().duration >"
          + " 0).length";

  private static Chromium chromium;
  private static RunningPages pages;
  private static String axe;

  private final List<String> complaints = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void launch() throws IOException {
    chromium = Chromium.launch();
    pages = new RunningPages();
    KeptMarks marks = pages.marks();
    marks.kept.put(Samples.id(103), new Mark(Mark.Verdict.USEFUL, "A client asked", true, false));
    marks.kept.put(Samples.id(104), new Mark(null, "", false, true));
    try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      pages.close();
    }
  }

  @ParameterizedTest(name = "{0} px, {1}")
  @CsvSource({"360, DARK", "1440, LIGHT"})
  void hasNoViolationNorMotionOnAnyPageAndPrintsNoneOfTheScreensOwn(int width, ColorScheme scheme) {
    assertNoViolation(width, scheme);
  }

  @ParameterizedTest(name = "{0} px, {1}")
  @CsvSource({"360, LIGHT", "1440, DARK"})
  @FullStorm.Only
  void hasNoViolationInTheOtherTheme(int width, ColorScheme scheme) {
    assertNoViolation(width, scheme);
  }

  private void assertNoViolation(int width, ColorScheme scheme) {
    List<String> found = new ArrayList<>();
    try (BrowserContext context = somebody(width, scheme)) {
      Page page = context.newPage();
      boolean asked = width < 1_000;
      for (String path : PAGES) {
        asked = !asked;
        page.navigate(pages.address(path));
        if (!page.evaluate(MOVING).equals(0)) {
          found.add(path + " moves for somebody who wants no motion");
        }
        if (ALL || asked) {
          violations(page).forEach(violation -> found.add(path + " " + violation));
        }
        if (overflows(page)) {
          found.add(path + " is wider than the window");
        }
        if (printsWhatIsForTheScreen(page)) {
          found.add(path + " prints what is for the screen alone");
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(complaints).isEmpty();
  }

  /** Whatever was asked for on the screen alone. */
  private static boolean printsWhatIsForTheScreen(Page page) {
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    int shown = page.locator(".not-printed:visible").count();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    return shown > 0;
  }

  private BrowserContext somebody(int width, ColorScheme scheme) {
    return chromium.somebody(
        complaints,
        new Browser.NewContextOptions()
            .setViewportSize(width, 900)
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  /** Scripts of the test itself are not under the page's policy; those of the page are. */
  private static List<String> violations(Page page) {
    page.evaluate(axe);
    List<String> found = new ArrayList<>();
    for (Object each : (List<?>) page.evaluate(AXE)) {
      Map<?, ?> violation = (Map<?, ?>) each;
      for (Object node : (List<?>) Objects.requireNonNull(violation.get("nodes"))) {
        Map<?, ?> place = (Map<?, ?>) node;
        found.add(
            "%s: %s %s"
                .formatted(violation.get("id"), place.get("target"), place.get("failureSummary")));
      }
    }
    return found;
  }

  private static boolean overflows(Page page) {
    return (boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
  }
}
