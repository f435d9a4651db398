package hub.sandbox.reddit;

import hub.sandbox.Call;
import hub.sandbox.Catalogue;
import hub.sandbox.SandboxOptions;
import hub.sandbox.Secrets;
import hub.sandbox.VendorApi;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reddit's API over the written corpus, under one address for both of Reddit's hosts.
 *
 * <p>Its own faults: {@code rate-limited} (429 as a page, with {@code retry_after}), {@code
 * server-error} (with {@code status}), {@code forbidden} (403 as a page), {@code expired-token}
 * (every token ends now), {@code deleted t3_x} (its author deletes this post or comment).
 */
public final class RedditApi implements VendorApi {
  private static final Pattern LISTING = Pattern.compile("/r/([^/]+)/(new|hot|top|rising)");
  private static final Pattern SEARCH = Pattern.compile("(?:/r/([^/]+))?/search");
  private static final Pattern ABOUT = Pattern.compile("/r/([^/]+)/about");
  private static final Pattern THREAD =
      Pattern.compile("(?:/r/[^/]+)?/comments/([a-z0-9]+)(?:/[^/]*(?:/([a-z0-9]+))?)?");
  private static final Pattern POLITE_NAME =
      Pattern.compile("[^:\\s]+:[^:\\s]+:\\S+ \\(by /?u/[\\w-]+\\).*");
  private static final int LONGEST_TARGET = 8_000;

  private final Catalogue catalogue;
  private final SandboxOptions options;
  private final Tokens tokens;
  private final List<RateLimit> limits;
  private @Nullable Corpus corpus;

  /** The corpus is composed when it is first asked for. */
  public RedditApi(SandboxOptions options, Catalogue catalogue) {
    this(options, catalogue, Clock.systemUTC());
  }

  /** With a clock of its own for the limit, since the one of the options may stand still. */
  public RedditApi(SandboxOptions options, Catalogue catalogue, Clock limitClock) {
    this.options = options;
    this.catalogue = catalogue;
    this.tokens = new Tokens(new Secrets(options.secret()), options.clock());
    this.limits =
        Stream.generate(() -> new RateLimit(limitClock, options.rateLimited()))
            .limit(Secrets.REDDIT_APPS)
            .toList();
  }

  @Override
  public String name() {
    return "reddit";
  }

  @Override
  public void answer(Call call) throws IOException {
    if (call.fault("expired-token").isPresent()) {
      tokens.revoke();
    }
    if (!POLITE_NAME.matcher(call.header("User-Agent").orElse("")).matches()) {
      Refusals.tooMany(call, 0);
    } else if (!Refusals.isAnswered(call)) {
      String path = call.path().replaceFirst("/$", "").replaceFirst("/?\\.json$", "");
      if (path.equals("/api/v1/access_token")) {
        tokens.answer(call);
      } else {
        withinLimit(call, path, tokens.holder(call));
      }
    }
  }

  private void withinLimit(Call call, String path, int app) throws IOException {
    if (app == 0) {
      Refusals.unauthorized(call);
      return;
    }
    int wait = limits.get(app - 1).count(call);
    if (wait > 0) {
      Refusals.tooMany(call, wait);
    } else {
      route(call, path);
    }
  }

  private void route(Call call, String path) throws IOException {
    Matcher listing = LISTING.matcher(path);
    Matcher search = SEARCH.matcher(path);
    Matcher about = ABOUT.matcher(path);
    Matcher thread = THREAD.matcher(path);
    Map<String, String> query = call.query();
    if (listing.matches()) {
      inCommunity(
          call, listing.group(1), place -> listings().listing(place, listing.group(2), query));
    } else if (search.matches()) {
      search(call, search.group(1), query);
    } else if (about.matches()) {
      inCommunity(call, about.group(1), wire(query)::community);
    } else if (thread.matches()) {
      thread(call, thread.group(1), thread.group(2), query);
    } else {
      api(call, path, query);
    }
  }

  private void api(Call call, String path, Map<String, String> query) throws IOException {
    Map<String, String> given = new HashMap<>(query);
    given.putAll(call.method().equals("POST") ? call.form() : Map.of());
    if (path.equals("/api/info")) {
      send(call, info(given));
    } else if (path.equals("/subreddits/search")) {
      send(call, communities(given));
    } else if (!path.equals("/api/morechildren")) {
      Refusals.notFound(call);
    } else if (call.target().length() > LONGEST_TARGET) {
      call.answer(414, "text/plain", "Error 414 URI Too Long");
    } else {
      moreChildren(call, given);
    }
  }

  private interface Page {
    JsonNode of(Community community);
  }

  private void inCommunity(Call call, String name, Page page) throws IOException {
    Optional<Community> community = corpus().community(name);
    if (community.isEmpty()) {
      Refusals.missing(call, name);
    } else if (community.get().closed() != null) {
      Refusals.closed(call, community.get().closed());
    } else {
      send(call, page.of(community.get()));
    }
  }

  private void search(Call call, @Nullable String name, Map<String, String> query)
      throws IOException {
    String restricted = query.getOrDefault("restrict_sr", "").toLowerCase(Locale.ROOT);
    if (name == null || !List.of("1", "on", "true").contains(restricted)) {
      send(call, listings().search(null, query));
    } else {
      inCommunity(call, name, place -> listings().search(place, query));
    }
  }

  private void thread(Call call, String id, @Nullable String focus, Map<String, String> query)
      throws IOException {
    Optional<Post> post = corpus().post(id);
    if (post.isEmpty()) {
      Refusals.notFound(call);
    } else {
      send(call, new Threads(corpus()).thread(post.get(), focus, query));
    }
  }

  private void moreChildren(Call call, Map<String, String> given) throws IOException {
    Optional<Post> post = corpus().post(given.getOrDefault("link_id", "").replaceFirst("^t3_", ""));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("errors");
    ArrayNode things = json.putObject("data").putArray("things");
    if (post.isPresent()) {
      List<String> ids = Arrays.asList(given.getOrDefault("children", "").split(","));
      new Threads(corpus()).moreChildren(post.get(), ids, given).forEach(things::add);
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("json", json);
    send(call, answer);
  }

  /** The things with these fullnames that there are, in the order asked for. */
  private ObjectNode info(Map<String, String> given) {
    Wire wire = wire(given);
    List<ObjectNode> things = new ArrayList<>();
    for (String name : given.getOrDefault("id", "").split(",")) {
      if (name.startsWith("t3_")) {
        corpus().post(name.substring(3)).map(wire::post).ifPresent(things::add);
      } else if (name.startsWith("t1_")) {
        corpus()
            .comment(name.substring(3))
            .ifPresent(
                comment ->
                    corpus()
                        .postOf(comment)
                        .ifPresent(
                            post ->
                                things.add(wire.comment(comment, post, comment.depth(), null))));
      }
    }
    return Wire.listing(things, null, things.size());
  }

  private ObjectNode communities(Map<String, String> given) {
    String words = given.getOrDefault("q", "").toLowerCase(Locale.ROOT);
    List<ObjectNode> found =
        corpus()
            .communities()
            .filter(each -> each.closed() == null)
            .filter(each -> !words.isBlank() && isAbout(each, words))
            .map(wire(given)::community)
            .toList();
    return Wire.listing(found, null, found.size());
  }

  private static boolean isAbout(Community community, String words) {
    return (community.name() + " " + community.description())
        .toLowerCase(Locale.ROOT)
        .contains(words);
  }

  private static void send(Call call, JsonNode answer) throws IOException {
    call.answerHeader("cache-control", "private, s-maxage=0, max-age=0, must-revalidate, no-store");
    Deletions.of(call.faults()).apply(answer);
    call.answerJson(200, answer.toString());
  }

  private static Wire wire(Map<String, String> query) {
    return new Wire("1".equals(query.get("raw_json")));
  }

  private Listings listings() {
    return new Listings(corpus(), catalogue, options.clock());
  }

  /**
   * Every text that it can show, for a model that is prepared ahead of time: posts by title and
   * text, comments by text.
   */
  public void read(BiConsumer<String, String> posts, Consumer<String> comments) {
    corpus()
        .posts()
        .forEach(
            post -> {
              posts.accept(post.title(), post.text());
              Comment.flat(post.comments()).forEach(comment -> comments.accept(comment.text()));
            });
  }

  private synchronized Corpus corpus() {
    if (corpus == null) {
      corpus = new Corpus(catalogue, options);
    }
    return corpus;
  }
}
