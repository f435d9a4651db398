package hub.sources;

import hub.sources.NewText.Status;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a flow hands on as one text. Its fields are the contract with those who write flows;
 * docs/forums.md lists them. Whatever they hold was written by strangers.
 */
final class ForumItem {
  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_BODY = 40_000;
  private static final int LONGEST_AUTHOR = 100;
  private static final int LONGEST_LINK = 1_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");
  private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  private final Forum forum;
  private final Instant now;
  private final Map<?, ?> fields;

  private ForumItem(Forum forum, Instant now, Map<?, ?> fields) {
    this.forum = forum;
    this.now = now;
    this.fields = fields;
  }

  /**
   * The text of one item.
   *
   * @param thread the thread that was asked for; null where posts were
   * @throws Unreadable naming the field that is wrong, never what it holds
   */
  static NewText read(Forum forum, @Nullable String thread, Instant now, Map<?, ?> fields)
      throws Unreadable {
    return new ForumItem(forum, now, fields).text(thread);
  }

  private NewText text(@Nullable String asked) throws Unreadable {
    String id = id("id");
    boolean post = isBlank("parent");
    String author = cut("author", LONGEST_AUTHOR);
    String body = body();
    String title =
        post ? java.util.Objects.requireNonNullElse(cut("title", LONGEST_TITLE), "") : null;
    Status status = status(author, body, title);
    return new NewText(
        forum.word(),
        id,
        post ? id : thread(asked),
        post ? null : id("parent"),
        forum.word(),
        status == Status.PRESENT ? author : null,
        title,
        body,
        created(),
        number("score"),
        Math.max(0, number("comments")),
        forum.mode() == hub.Mode.LIVE ? link() : null,
        status,
        Bots.wrote(author, body) ? Set.of("bot") : Set.of());
  }

  /** Forums keep the place of what was deleted, without author and words. */
  private Status status(@Nullable String author, String body, @Nullable String title) {
    if (Boolean.parseBoolean(String.valueOf(fields.get("deleted")))) {
      return Status.DELETED;
    }
    boolean wordless = body.isBlank() && (title == null || title.isBlank());
    return wordless ? author == null ? Status.DELETED : Status.REMOVED : Status.PRESENT;
  }

  private String thread(@Nullable String asked) throws Unreadable {
    if (!isBlank("thread")) {
      return id("thread");
    }
    if (asked == null) {
      throw new Unreadable("thread is missing");
    }
    return asked;
  }

  private String id(String field) throws Unreadable {
    String id = string(field);
    if (!ID.matcher(id).matches()) {
      throw new Unreadable(id.isEmpty() ? field + " is missing" : field + " is no id");
    }
    return id;
  }

  private String body() {
    String html = string("html");
    String words = html.isEmpty() ? string("text") : PlainText.of(html);
    return shorten(words, LONGEST_BODY);
  }

  private @Nullable String cut(String field, int most) {
    String value = string(field).replaceAll("\\s+", " ").strip();
    return value.isEmpty() ? null : shorten(value, most);
  }

  /** Seconds since 1970, or a time in ISO 8601, of UTC if it does not say otherwise. */
  private Instant created() throws Unreadable {
    String given = string("created");
    try {
      Instant at =
          given.matches("\\d{1,12}(\\.0*)?")
              ? Instant.ofEpochSecond(Long.parseLong(given.replaceFirst("\\..*", "")))
              : instant(given);
      if (at.isAfter(FIRST) && at.isBefore(now.plus(AHEAD))) {
        return at;
      }
      throw new Unreadable("created lies outside of time");
    } catch (DateTimeException e) {
      throw new Unreadable(given.isEmpty() ? "created is missing" : "created is no time");
    }
  }

  private static Instant instant(String given) {
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(given, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime exact
        ? exact.toInstant()
        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
  }

  /** What cannot be read as a number counts as none: nothing is judged by it. */
  private int number(String field) {
    return switch (fields.get(field)) {
      case Number number -> (int) Math.clamp(number.longValue(), -1_000_000, 100_000_000);
      case String text when text.matches("-?\\d{1,8}") -> Integer.parseInt(text);
      case null, default -> 0;
    };
  }

  private @Nullable String link() {
    String link = string("link");
    try {
      URI uri = new URI(link);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web && uri.getHost() != null && link.length() <= LONGEST_LINK ? link : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private boolean isBlank(String field) {
    return string(field).isBlank();
  }

  private String string(String field) {
    return switch (fields.get(field)) {
      case String text -> text;
      case Number number -> number.toString();
      case null, default -> "";
    };
  }

  private static String shorten(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** An item that is no text; the message names the field. */
  static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message);
    }
  }
}
