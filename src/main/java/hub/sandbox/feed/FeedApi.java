package hub.sandbox.feed;

import hub.sandbox.Call;
import hub.sandbox.Catalogue;
import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.VendorApi;
import hub.sandbox.reddit.Corpus;
import hub.sandbox.reddit.Post;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A feed of what other people wrote on the same topics: {@code atom.xml} as Atom, {@code rss.xml}
 * as RSS.
 *
 * <p>Its own faults: {@code rate-limited} (429), {@code server-error} (503), {@code malformed}
 * (half of the XML).
 */
public final class FeedApi implements VendorApi {
  /** Another seed than the forums', or all would say the same. */
  private static final long OTHER_PEOPLE = 104_729;

  private static final SandboxOptions.Size OF_A_TOPIC = new SandboxOptions.Size(30, 0);
  private static final int NEWEST = 100;

  private final Catalogue catalogue;
  private final SandboxOptions options;
  private @Nullable String atom;
  private @Nullable String rss;

  /** The feed is composed when it is first asked for. */
  public FeedApi(SandboxOptions options, Catalogue catalogue) {
    this.options = options;
    this.catalogue = catalogue;
  }

  @Override
  public String name() {
    return "practice-feed";
  }

  @Override
  public void answer(Call call) throws IOException {
    Optional<Fault> broken = call.fault("server-error");
    if (call.fault("rate-limited").isPresent()) {
      call.answer(429, "text/plain", "Too Many Requests");
    } else if (broken.isPresent()) {
      call.answer(503, "text/plain", "Service Unavailable");
    } else {
      send(call);
    }
  }

  private void send(Call call) throws IOException {
    compose();
    boolean isRss = call.path().equals("/rss.xml");
    String feed = isRss ? rss : call.path().equals("/atom.xml") ? atom : null;
    if (feed == null) {
      call.answer(404, "text/plain", "Not Found");
    } else {
      String sent =
          call.fault("malformed").isPresent() ? feed.substring(0, feed.length() / 2) : feed;
      call.answer(200, isRss ? "application/rss+xml" : "application/atom+xml", sent);
    }
  }

  private synchronized void compose() {
    if (atom != null) {
      return;
    }
    SandboxOptions others = options.with(OF_A_TOPIC).seeded(options.seed() + OTHER_PEOPLE);
    var newest =
        new Corpus(catalogue, others)
            .posts()
            .filter(post -> post.status() == Post.Status.PRESENT && post.kind() == Post.Kind.TEXT)
            .filter(post -> post.author() != null && !post.stickied())
            .sorted(Comparator.comparingLong(Post::created).reversed())
            .limit(NEWEST)
            .toList();
    atom =
        newest.stream()
            .map(FeedApi::entry)
            .collect(
                Collectors.joining(
                    "",
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        + "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Practice</title>\n",
                    "</feed>\n"));
    rss =
        newest.stream()
            .map(FeedApi::item)
            .collect(
                Collectors.joining(
                    "",
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        + "<rss version=\"2.0\"><channel><title>Practice</title>\n",
                    "</channel></rss>\n"));
  }

  private static String entry(Post post) {
    return """
    <entry><id>urn:practice:%s</id><title>%s</title><published>%s</published>\
    <author><name>%s</name></author><link rel="alternate" href="https://practice.example/%s"/>\
    <content type="html">%s</content></entry>
    """
        .formatted(
            post.id(),
            escaped(post.title()),
            Instant.ofEpochSecond(post.created()),
            escaped(post.author()),
            post.id(),
            escaped(html(post)));
  }

  private static String item(Post post) {
    return """
    <item><guid isPermaLink="false">urn:practice:%s</guid><title>%s</title><pubDate>%s</pubDate>\
    <author>%s</author><link>https://practice.example/%s</link><description>%s</description></item>
    """
        .formatted(
            post.id(),
            escaped(post.title()),
            java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochSecond(post.created()).atOffset(java.time.ZoneOffset.UTC)),
            escaped(post.author()),
            post.id(),
            escaped(html(post)));
  }

  private static String html(Post post) {
    return "<p>" + escaped(post.text()).replace("\n\n", "</p><p>") + "</p>";
  }

  private static String escaped(@Nullable String text) {
    return String.valueOf(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
