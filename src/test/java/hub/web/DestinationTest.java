package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where a log-in leads, whatever somebody wrote into its address. */
class DestinationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/",
        "http:example.com",
        "//example.com",
        "///example.com",
        "/\\example.com",
        "\\\\example.com",
        "/\t/example.com",
        "/\n/example.com",
        " //example.com",
        "javascript:alert(1)",
        "data:text/html,x",
        "example.com",
        "",
        "/log-in?next=/log-in",
        "/log-out?\u0000",
        "/ä",
        "/[",
        "/a b"
      })
  void isNeverAnotherHost(String next) {
    assertThat(Destination.checked(next)).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/analyses",
        "/analyses?state=done&q=a%20b",
        "/settings/tokens#make",
        "/a//b",
        "/x?next=https://example.com"
      })
  void isAPageOfThisHub(String next) {
    assertThat(Destination.checked(next)).isEqualTo(next);
  }

  @Test
  void isThePageThatHeldTheFragmentOrTheForm() {
    var fragment = new MockHttpServletRequest("GET", "/analyses/where");
    fragment.addHeader("HX-Current-URL", "https://example.com/analyses?a=b");
    assertThat(Destination.of(fragment)).isEqualTo("/analyses?a=b");

    var form = new MockHttpServletRequest("POST", "/settings/tokens");
    form.addHeader("Referer", "http://hub/settings/tokens");
    assertThat(Destination.of(form)).isEqualTo("/settings/tokens");
    form.removeHeader("Referer");
    form.addHeader("Referer", "http://hub//example.com");
    assertThat(Destination.of(form)).isEqualTo("/");
  }
}
