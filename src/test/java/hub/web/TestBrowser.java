package hub.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A browser without scripts: keeps cookies, and sends the forms of the page it shows. */
final class TestBrowser {
  static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  final Map<String, String> cookies = new LinkedHashMap<>();
  private final MockMvc mvc;
  private final String address;
  private String formToken = "";

  TestBrowser(MockMvc mvc, String address) {
    this.mvc = mvc;
    this.address = address;
  }

  ResultActions open(String path) throws Exception {
    ResultActions answer = send(get(URI.create(path)));
    Matcher token = FORM_TOKEN.matcher(answer.andReturn().getResponse().getContentAsString());
    if (token.find()) {
      formToken = token.group(1);
    }
    return answer;
  }

  /** Sends a form of the page that was opened last. */
  ResultActions submit(String path, String... namesAndValues) throws Exception {
    MockHttpServletRequestBuilder request = post(path).param("_csrf", formToken);
    for (int n = 0; n < namesAndValues.length; n += 2) {
      request.param(namesAndValues[n], namesAndValues[n + 1]);
    }
    return send(request);
  }

  ResultActions send(MockHttpServletRequestBuilder request) throws Exception {
    request
        .accept("text/html")
        .header("User-Agent", FIREFOX)
        .with(
            raw -> {
              raw.setRemoteAddr(address);
              return raw;
            });
    cookies.forEach((name, value) -> request.cookie(new Cookie(name, value)));
    ResultActions answer = mvc.perform(request);
    keep(answer.andReturn().getResponse());
    return answer;
  }

  private void keep(MockHttpServletResponse response) {
    for (Cookie cookie : response.getCookies()) {
      if (cookie.getMaxAge() == 0) {
        cookies.remove(cookie.getName());
      } else {
        cookies.put(cookie.getName(), cookie.getValue());
      }
    }
  }

  ResultActions logIn(String email, String password) throws Exception {
    open("/log-in");
    return submit("/log-in", "email", email, "password", password);
  }
}
