package hub.sources;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.sources.SourceTrouble.CommunityClosed;
import hub.sources.SourceTrouble.SourceBusy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells what an answer of a forum means: data, a pause, or the end of asking for it.
 *
 * <p>A forum is one source of several, so it must not hold up an analysis for as long as it likes:
 * what cannot be had is waited for until the forum's patience has passed, and then left out. That
 * is counted for each thread and for posts, since a forum that answers may still fail at one
 * thread.
 */
@Component
public class ForumAnswers {
  /** No answer may be larger; a thread of 5,000 comments has about 5 MB. */
  public static final int MOST_BYTES = 20_000_000;

  /** Answers to answers deeper than half of this are refused with the whole. */
  private static final int MOST_NESTING = 600;

  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int LONGEST_PAUSE = 3_600;

  private final ObjectMapper json =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MOST_NESTING).build())
              .build());

  /** A failure so long ago says nothing about the next. */
  private static final Duration FORGOTTEN = Duration.ofHours(2);

  private static final int REMEMBERED = 2_000;

  private record Away(Instant since, Instant last) {}

  private final Map<String, Away> away =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Away> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final Clock clock;

  ForumAnswers(Clock clock) {
    this.clock = clock;
  }

  /**
   * An answer as it arrived.
   *
   * @param retryAfter the header's value; null without one
   * @param body at most {@link #MOST_BYTES} and one more
   */
  public record Answer(int status, @Nullable String retryAfter, byte[] body) {}

  /**
   * The answer's data, as maps and lists; null where the forum says that there is no such thing.
   *
   * @throws SourceTrouble for anything else
   */
  public @Nullable Object read(ForumHarvest harvest, Answer answer) {
    return read(harvest, answer, "JSON", body -> parsed(harvest.forum(), body));
  }

  /**
   * The same of a feed, Atom or RSS: a map with its {@code entries}, each with the fields of a
   * text.
   *
   * @throws SourceTrouble for anything else, a document type included
   */
  public @Nullable Object readFeed(ForumHarvest harvest, Answer answer) {
    return read(harvest, answer, "a feed", FeedReader::read);
  }

  private @Nullable Object read(
      ForumHarvest harvest, Answer answer, String form, Function<byte[], @Nullable Object> parser) {
    Forum forum = harvest.forum();
    int status = answer.status();
    if (status == 429 || status >= 500) {
      throw away(harvest, pause(answer), "%s answered %d".formatted(forum.shown(), status));
    }
    if (status == 404) {
      back(harvest);
      return null;
    }
    if (status != 200) {
      throw refused(forum, status);
    }
    if (answer.body().length > MOST_BYTES) {
      throw new CommunityClosed(
          forum.word(),
          "%s answered with more than %d MB".formatted(forum.shown(), MOST_BYTES / 1_000_000));
    }
    return data(harvest, parser.apply(answer.body()), form);
  }

  /**
   * Says what a request without an answer means.
   *
   * @param cause null where nothing was sent, as the flow's circuit breaker is open
   */
  public SourceTrouble unanswered(ForumHarvest harvest, @Nullable Throwable cause) {
    String seen =
        cause == null
            ? "rests after several failures"
            : "did not answer (" + cause.getClass().getSimpleName() + ")";
    return away(harvest, PAUSE, harvest.forum().shown() + " " + seen);
  }

  private Object data(ForumHarvest harvest, @Nullable Object data, String form) {
    if (!(data instanceof Map) && !(data instanceof List)) {
      throw away(
          harvest,
          PAUSE,
          "%s gave something else than %s".formatted(harvest.forum().shown(), form));
    }
    back(harvest);
    return data;
  }

  /** Null for what is no JSON: the parser's message would quote the answer. */
  private @Nullable Object parsed(Forum forum, byte[] body) {
    try {
      return json.readValue(body, Object.class);
    } catch (StreamConstraintsException e) {
      throw new CommunityClosed(
          forum.word(), forum.shown() + " answered with more levels than are read");
    } catch (IOException e) {
      return null;
    }
  }

  private SourceTrouble away(ForumHarvest harvest, Duration pause, String seen) {
    Forum forum = harvest.forum();
    Duration missing = missing(harvest);
    if (missing.compareTo(forum.patience()) < 0) {
      return new SourceBusy(pause.compareTo(forum.patience()) < 0 ? pause : forum.patience(), seen);
    }
    return new CommunityClosed(
        forum.word(),
        "%s, as it has for %d minutes. It is left out here; start again later to include it."
            .formatted(seen, missing.toMinutes()));
  }

  /** For how long it could not be had, as far as anybody tried. */
  private Duration missing(ForumHarvest harvest) {
    Instant now = clock.instant();
    synchronized (away) {
      Away known = away.getOrDefault(key(harvest), new Away(now, now));
      boolean goesOn = known.last().plus(FORGOTTEN).isAfter(now);
      Away current = new Away(goesOn ? known.since() : now, now);
      away.put(key(harvest), current);
      return Duration.between(current.since(), now);
    }
  }

  private void back(ForumHarvest harvest) {
    synchronized (away) {
      away.remove(key(harvest));
    }
  }

  private static CommunityClosed refused(Forum forum, int status) {
    boolean redirect = status >= 300 && status < 400;
    return new CommunityClosed(
        forum.word(),
        "%s answered %s. Nothing more is asked of it here; check hub.sources.%s.address and its flow."
            .formatted(
                forum.shown(),
                redirect ? "with a redirect, which is not followed" : String.valueOf(status),
                forum.word()));
  }

  private static Duration pause(Answer answer) {
    String given = answer.retryAfter();
    return given != null && given.matches("\\d{1,6}")
        ? Duration.ofSeconds(Math.clamp(Long.parseLong(given), 1, LONGEST_PAUSE))
        : PAUSE;
  }

  private static String key(ForumHarvest harvest) {
    Forum forum = harvest.forum();
    return forum.mode().word() + ' ' + forum.word() + ' ' + harvest.subject();
  }
}
