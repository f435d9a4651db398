package hub.analysis;

import hub.analysis.view.Wish;
import hub.llm.ModelAccess;
import hub.sources.CollectCommunity;
import hub.sources.SourceTrouble;
import hub.sources.Sources;
import hub.sources.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The counted texts behind an estimate: read from the sources once, and remembered for some
 * minutes.
 */
@Component
class Samples {
  private static final Logger LOG = LoggerFactory.getLogger(Samples.class);
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int REMEMBERED = 200;

  private record Key(
      UUID workspace, String topic, List<String> communities, int months, List<UUID> uploads) {
    static Key of(UUID workspace, Wish wish) {
      return new Key(workspace, wish.topic(), wish.communities(), wish.months(), wish.uploads());
    }
  }

  private record Counted(Instant at, List<Expected> texts) {}

  private final Map<Key, Counted> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Counted> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final Sources sources;
  private final Texts texts;
  private final UploadedTexts uploads;
  private final Expectations expectations;
  private final ModelAccess access;
  private final Clock clock;

  Samples(
      Sources sources,
      Texts texts,
      UploadedTexts uploads,
      Expectations expectations,
      ModelAccess access,
      Clock clock) {
    this.sources = sources;
    this.texts = texts;
    this.uploads = uploads;
    this.expectations = expectations;
    this.access = access;
    this.clock = clock;
  }

  /** What the wish's texts count, read now if nobody asked lately. */
  List<Expected> of(UUID workspaceId, Wish wish) {
    Optional<List<Expected>> fresh = known(workspaceId, wish);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    List<Expected> counted = count(workspaceId, ids(workspaceId, wish), wish.topic());
    synchronized (known) {
      known.put(Key.of(workspaceId, wish), new Counted(clock.instant(), counted));
    }
    return counted;
  }

  /** What they counted when somebody asked lately. */
  Optional<List<Expected>> known(UUID workspaceId, Wish wish) {
    synchronized (known) {
      return Optional.ofNullable(known.get(Key.of(workspaceId, wish)))
          .filter(counted -> counted.at().plus(FRESH).isAfter(clock.instant()))
          .map(Counted::texts);
    }
  }

  private Set<Long> ids(UUID workspaceId, Wish wish) {
    Instant since = clock.instant().atZone(ZoneOffset.UTC).minusMonths(wish.months()).toInstant();
    Set<Long> ids = new LinkedHashSet<>();
    for (String community : wish.communities()) {
      try {
        ids.addAll(
            sources
                .community(
                    new CollectCommunity(
                        workspaceId,
                        new UUID(0, 0),
                        access.mode(),
                        community,
                        wish.topic(),
                        since,
                        true))
                .ids());
      } catch (SourceTrouble trouble) {
        // What can't be read costs nothing; the analysis itself will say so in its log.
        LOG.info("Not counted for an estimate: {}", trouble.getMessage());
      }
    }
    for (UUID upload : wish.uploads()) {
      ids.addAll(uploads.posts(workspaceId, upload, wish.topic(), since));
    }
    return ids;
  }

  private List<Expected> count(UUID workspaceId, Set<Long> ids, String topic) {
    return texts.byIds(workspaceId, ids).stream()
        .filter(text -> Course.notWorthJudging(text).isEmpty())
        .map(text -> expectations.of(text, topic))
        .toList();
  }
}
