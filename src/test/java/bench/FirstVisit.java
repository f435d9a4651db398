package bench;

import browser.Chromium;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What a browser that knows nothing of the hub loads until its first page stands still. */
final class FirstVisit {
  private static final int KILOBYTE = 1_000;

  private FirstVisit() {}

  /** Bytes over the wire, headers included, in thousands, for who is logged in by these cookies. */
  static double kilobytes(URI page, List<HttpCookie> cookies) {
    List<String> complaints = new ArrayList<>();
    try (Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.somebody(complaints)) {
      context.addCookies(
          cookies.stream()
              .map(each -> new Cookie(each.getName(), each.getValue()).setUrl(page.toString()))
              .toList());
      Page visit = context.newPage();
      AtomicLong bytes = new AtomicLong();
      CDPSession wire = context.newCDPSession(visit);
      wire.send("Network.enable");
      wire.on("Network.loadingFinished", each -> bytes.addAndGet(length(each)));
      visit.navigate(page.toString());
      visit.waitForLoadState(LoadState.NETWORKIDLE);
      return (double) bytes.get() / KILOBYTE;
    }
  }

  private static long length(JsonObject finished) {
    return finished.get("encodedDataLength").getAsLong();
  }
}
