package hub.sandbox.openai;

import hub.sandbox.Call;
import java.time.Clock;
import java.util.Locale;

/**
 * Requests and tokens a minute, refilled evenly, with the headers in which OpenAI tells what is
 * left.
 */
final class RateLimits {
  private static final double MINUTE = 60_000;

  private final long requestsPerMinute;
  private final long tokensPerMinute;
  private final Clock clock;
  private double requests;
  private double tokens;
  private long filledAt;

  RateLimits(long requestsPerMinute, long tokensPerMinute, Clock clock) {
    this.requestsPerMinute = requestsPerMinute;
    this.tokensPerMinute = tokensPerMinute;
    this.clock = clock;
    this.requests = requestsPerMinute;
    this.tokens = tokensPerMinute;
    this.filledAt = clock.millis();
  }

  /**
   * Takes a request of this many tokens, or refuses it.
   *
   * @throws ApiProblem 429: too large for any minute, or too much for this one
   */
  synchronized void take(String model, int wanted, Call call) {
    if (wanted > tokensPerMinute) {
      tell(call);
      throw ApiProblem.tooLarge(model, tokensPerMinute, wanted);
    }
    refill();
    if (tokens < wanted || requests < 1) {
      tell(call);
      throw ApiProblem.rateLimit(
          model, tokensPerMinute, Math.round(tokensPerMinute - tokens), wanted, wait(wanted));
    }
    tokens -= wanted;
    requests -= 1;
    tell(call);
  }

  private long wait(int wanted) {
    double forTokens = (wanted - tokens) / tokensPerMinute * MINUTE;
    double forRequests = (1 - requests) / requestsPerMinute * MINUTE;
    return (long) Math.ceil(Math.max(1, Math.max(forTokens, forRequests)));
  }

  private void refill() {
    long now = clock.millis();
    double share = Math.max(0, now - filledAt) / MINUTE;
    requests = Math.min(requestsPerMinute, requests + share * requestsPerMinute);
    tokens = Math.min(tokensPerMinute, tokens + share * tokensPerMinute);
    filledAt = now;
  }

  private void tell(Call call) {
    call.answerHeader("x-ratelimit-limit-requests", Long.toString(requestsPerMinute));
    call.answerHeader("x-ratelimit-limit-tokens", Long.toString(tokensPerMinute));
    call.answerHeader("x-ratelimit-remaining-requests", Long.toString((long) requests));
    call.answerHeader("x-ratelimit-remaining-tokens", Long.toString((long) tokens));
    call.answerHeader("x-ratelimit-reset-requests", span(untilFull(requests, requestsPerMinute)));
    call.answerHeader("x-ratelimit-reset-tokens", span(untilFull(tokens, tokensPerMinute)));
  }

  private static long untilFull(double left, long limit) {
    return Math.round((limit - left) / limit * MINUTE);
  }

  /** A span as OpenAI writes it: {@code 174ms}, {@code 3.89s}, {@code 0s}, {@code 1m30s}. */
  static String span(long millis) {
    if (millis == 0) {
      return "0s";
    }
    if (millis < 1_000) {
      return millis + "ms";
    }
    String seconds =
        String.format(Locale.ROOT, "%.3f", millis % 60_000 / 1000.0).replaceAll("\\.?0+$", "");
    return (millis >= 60_000 ? millis / 60_000 + "m" : "") + seconds + "s";
  }
}
