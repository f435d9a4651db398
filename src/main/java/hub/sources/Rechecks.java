package hub.sources;

import hub.Mode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which texts fall due to be confirmed at their source, and what the source says of them.
 *
 * <p>A text is asked for once half its time is over. The answer is stored as any other is: it
 * confirms the text, changes it, or takes its words away. What the source does not mention is
 * neither; it is asked for again later and expires on its date. Texts of files have nobody to ask.
 */
@Repository
public class Rechecks {
  /** How long a text that was asked for is left alone. */
  private static final Duration AGAIN = Duration.ofHours(4);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SourceSettings settings;
  private final Texts texts;

  Rechecks(JdbcClient jdbc, Clock clock, SourceSettings settings, Texts texts) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.texts = texts;
  }

  /** The next texts of a source to ask for, which nobody else is given; null if none is due. */
  public @Nullable Recheck next(Rechecked source) {
    Optional<Oldest> oldest = oldest(source);
    return oldest.map(first -> claimed(source, first)).orElse(null);
  }

  private record Oldest(UUID workspaceId, String mode, String thread, @Nullable Long post) {}

  private record Due(long id, String name) {}

  private Optional<Oldest> oldest(Rechecked source) {
    return jdbc.sql(
            """
            select workspace_id, mode, thread, post
              from forum_text f
              left join lateral (select p.id as post
                                   from forum_text p
                                  where (p.workspace_id, p.mode, p.source, p.name)
                                      = (f.workspace_id, f.mode, f.source, f.thread)) as p on true
             where source = :source
               and erased_at is null
               and expires_at between :now and :soon
               and collected_by not in (:upload, :dump)
               and (post is not null or not :threads)
               and not exists (select from text_recheck r where r.text_id = f.id and r.asked_at > :again)
             order by expires_at
             limit 1
            """)
        .param("source", source.source())
        .param("threads", source.way() == Rechecked.Way.THREAD)
        .param("now", Timestamp.from(clock.instant()))
        .param("soon", Timestamp.from(clock.instant().plus(settings.expiresAfter().dividedBy(2))))
        .param("again", Timestamp.from(clock.instant().minus(AGAIN)))
        .param("upload", Texts.UPLOAD)
        .param("dump", Texts.IMPORT)
        .query(Oldest.class)
        .optional();
  }

  private Recheck claimed(Rechecked source, Oldest first) {
    List<Due> due =
        jdbc.sql(
                """
                with due as (
                  select id, name
                    from forum_text f
                   where workspace_id = :workspace
                     and mode = :mode
                     and source = :source
                     and (:thread = '' or thread = :thread)
                     and erased_at is null
                     and expires_at between :now and :soon
                     and collected_by not in (:upload, :dump)
                     and not exists (select from text_recheck r where r.text_id = f.id and r.asked_at > :again)
                   order by expires_at
                   limit :most
                     for update skip locked
                ),
                asked as (
                  insert into text_recheck (text_id, asked_at)
                  select id, :now from due
                      on conflict (text_id) do update set asked_at = excluded.asked_at
                )
                select id, name from due
                """)
            .param("workspace", first.workspaceId())
            .param("mode", first.mode())
            .param("source", source.source())
            .param("thread", source.way() == Rechecked.Way.THREAD ? first.thread() : "")
            .param("now", Timestamp.from(clock.instant()))
            .param(
                "soon", Timestamp.from(clock.instant().plus(settings.expiresAfter().dividedBy(2))))
            .param("again", Timestamp.from(clock.instant().minus(AGAIN)))
            .param("upload", Texts.UPLOAD)
            .param("dump", Texts.IMPORT)
            .param("most", source.atOnce())
            .query(Due.class)
            .list();
    return new Recheck(
        source,
        first.workspaceId(),
        Mode.of(first.mode()),
        first.post() == null ? 0 : first.post(),
        due.stream().map(Due::id).toList(),
        due.stream().map(Due::name).toList());
  }

  /**
   * Takes in what the source says of the texts it was asked for.
   *
   * @return how many it told of
   */
  public int answered(Recheck asked, Collection<NewText> told) {
    Set<String> names = new HashSet<>(asked.names());
    List<NewText> known = told.stream().filter(text -> names.contains(text.name())).toList();
    texts.store(asked.workspaceId(), asked.mode(), asked.source().source() + "-recheck", known);
    forget(asked, known.stream().map(NewText::name).collect(Collectors.toSet()));
    return known.size();
  }

  private void forget(Recheck asked, Set<String> told) {
    List<Long> ids =
        java.util.stream.IntStream.range(0, asked.ids().size())
            .filter(i -> told.contains(asked.names().get(i)))
            .mapToObj(asked.ids()::get)
            .toList();
    jdbc.sql("delete from text_recheck where text_id = any(:ids)")
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }
}
