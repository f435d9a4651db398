package browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form before it is sent, with a real hub behind it. */
class FirstPageTest extends HubVisit {
  @BeforeEach
  void openTheForm() {
    mira.open("/");
  }

  @Test
  void pricesTheOfferedTopicsWithoutAReload() {
    mira.waitFor(
        Visitor.WHOLE,
        () ->
            mira.page.locator(".topic__price").allTextContents().stream()
                    .filter(price -> price.startsWith("$"))
                    .count()
                == 3);
  }

  @Test
  void pricesATopicByItself() {
    APIResponse price = mira.page.request().get(hub.url() + "/topics/translator-invoices/price");

    assertThat(price.status()).isEqualTo(200);
    assertThat(price.text()).contains("topic__price");
  }

  @Test
  void keepsABudgetThatIsTypedWhileAnotherTopicIsFetched() {
    String before = firstCommunity();
    List<Route> held = new CopyOnWriteArrayList<>();
    mira.page.route("**/where?**", held::add);
    mira.page.locator(".topic").nth(1).click();
    mira.waitFor(Visitor.SOON, () -> !held.isEmpty());

    mira.page.fill("#budget", "3.21");
    held.getFirst().resume();
    mira.waitFor(Visitor.SOON, () -> !firstCommunity().equals(before));

    assertThat(mira.page.inputValue("#budget")).isEqualTo("3.21");
  }

  @Test
  void movesTextsCompressed() {
    Response page = mira.page.navigate(hub.url() + "/");
    Response script =
        mira.page.waitForResponse("**/htmx*.js", () -> mira.page.navigate(hub.url() + "/ui"));

    assertThat(page.allHeaders()).containsEntry("content-encoding", "gzip");
    assertThat(script.allHeaders()).containsEntry("content-encoding", "gzip");
  }

  private String firstCommunity() {
    return String.valueOf(
        mira.page.locator("#where [name=communities]").first().getAttribute("value"));
  }
}
