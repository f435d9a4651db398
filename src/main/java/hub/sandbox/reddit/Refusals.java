package hub.sandbox.reddit;

import hub.sandbox.Call;
import hub.sandbox.Fault;
import java.io.IOException;
import java.util.Optional;

/** Reddit's ways of saying no, some of which are HTML pages. */
final class Refusals {
  private static final String HTML = "text/html; charset=UTF-8";
  private static final String PAGE =
      """

      <!doctype html>
      <html>
        <head>
          <title>%s</title>
          <style>
            body { font: small verdana, arial, helvetica, sans-serif; width: 600px; margin: 0 auto; }
          </style>
        </head>
        <body>
          <h1>%s</h1>
          <p>%s</p>
        </body>
      </html>
      """;

  private Refusals() {}

  /** Answers the fault that meets this call in Reddit's form, if there is one. */
  static boolean isAnswered(Call call) throws IOException {
    Optional<Fault> limited = call.fault("rate-limited");
    Optional<Fault> broken = call.fault("server-error");
    if (limited.isPresent()) {
      tooMany(call, limited.get().retryAfter());
    } else if (call.fault("forbidden").isPresent()) {
      forbiddenPage(call);
    } else if (broken.isPresent()) {
      call.answer(
          broken.get().status() == 0 ? 503 : broken.get().status(),
          "application/json; charset=UTF-8",
          "");
    } else {
      return false;
    }
    return true;
  }

  /** 429 as a page; 0 leaves {@code retry-after} out. */
  static void tooMany(Call call, int seconds) throws IOException {
    if (seconds > 0) {
      call.answerHeader("retry-after", String.valueOf(seconds));
    }
    call.answer(
        429,
        HTML,
        PAGE.formatted(
            "Too Many Requests",
            "whoa there, pardner!",
            "we're sorry, but you appear to be a bot and we've seen too many requests from you"
                + " lately. please wait "
                + seconds
                + " second(s) and try again."));
  }

  static void forbiddenPage(Call call) throws IOException {
    call.answer(
        403,
        HTML,
        PAGE.formatted(
            "Blocked",
            "whoa there, pardner!",
            "Your request has been blocked due to a network policy."));
  }

  static void unauthorized(Call call) throws IOException {
    call.answerHeader("www-authenticate", "Bearer realm=\"reddit\", error=\"invalid_token\"");
    call.answerJson(401, "{\"message\": \"Unauthorized\", \"error\": 401}");
  }

  static void closed(Call call, String reason) throws IOException {
    call.answerJson(
        403, "{\"reason\": \"" + reason + "\", \"message\": \"Forbidden\", \"error\": 403}");
  }

  static void notFound(Call call) throws IOException {
    call.answerJson(404, "{\"message\": \"Not Found\", \"error\": 404}");
  }

  /** A community that does not exist: a redirect to the search for communities. */
  static void missing(Call call, String community) throws IOException {
    String address = "https://oauth.reddit.com/subreddits/search?q=" + community;
    call.answerHeader("location", address);
    call.answer(
        302,
        HTML,
        """
        <html>
         <head>
          <title>302 Found</title>
         </head>
         <body>
          <h1>302 Found</h1>
          The resource was found at <a href="%s">%s</a>;
        you should be redirected automatically.


         </body>
        </html>\
        """
            .formatted(address, address));
  }
}
