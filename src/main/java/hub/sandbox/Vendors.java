package hub.sandbox;

import hub.sandbox.feed.FeedApi;
import hub.sandbox.hackernews.HackerNewsApi;
import hub.sandbox.openai.OpenAiApi;
import hub.sandbox.pinecone.PineconeApi;
import hub.sandbox.reddit.RedditApi;
import hub.sandbox.stripe.StripeApi;
import java.util.List;

/** The vendors that a sandbox plays. */
final class Vendors {
  /** Their names, in the order in which they are of use. */
  static final List<String> NAMES =
      List.of("openai", "reddit", "hacker-news", "practice-feed", "pinecone", "stripe");

  private Vendors() {}

  static List<VendorApi> of(SandboxOptions options) {
    Catalogue catalogue = Catalogue.standard();
    return List.of(
        new RedditApi(options, catalogue),
        new HackerNewsApi(options, catalogue),
        new FeedApi(options, catalogue),
        OpenAiApi.of(options, catalogue),
        new PineconeApi(options),
        new StripeApi(options, options.stripeFile()));
  }
}
