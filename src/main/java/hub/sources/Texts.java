package hub.sources;

import hub.Mode;
import hub.sources.NewText.Status;
import hub.sources.TextsErased.Gone;
import hub.sources.TextsErased.Why;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stored posts and comments.
 *
 * <p>How this works, and why: one row a text, found by workspace, mode, source and the source's own
 * name. Storing a text again is how the source confirms it: the row takes the newest words and a
 * new expiry, or loses its words if the source took them back. Every reading checks the expiry
 * itself, so overdue words are never given out, whether or not the sweep has run.
 */
@Repository
public class Texts {
  /** The flow whose texts nobody vouches for: a file from a user. */
  public static final String UPLOAD = "upload";

  /** The same of an archive's dump. */
  public static final String IMPORT = "import";

  private static final int BATCH = 1_000;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SourceSettings settings;
  private final ApplicationEventPublisher events;

  Texts(JdbcClient jdbc, Clock clock, SourceSettings settings, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.events = events;
  }

  /**
   * Stores texts, confirms those that are stored already, and erases the words of those that the
   * source took back. An upload never changes what another flow collected; words removed on request
   * never come back.
   *
   * @param collectedBy the flow that brought them, for instance {@code reddit-posts}
   * @param texts in the source's order; of a text given twice the later counts
   */
  @Transactional
  public Stored store(UUID workspaceId, Mode mode, String collectedBy, List<NewText> texts) {
    Map<String, NewText> once = new LinkedHashMap<>();
    texts.forEach(text -> once.put(keyOf(text.source(), text.name()), text));
    Map<String, Long> ids = new LinkedHashMap<>();
    int added = 0;
    for (List<NewText> batch : batches(List.copyOf(once.values()))) {
      added += upsert(workspaceId, mode, collectedBy, batch, ids);
    }
    List<Long> inOrder = once.keySet().stream().map(ids::get).toList();
    return new Stored(inOrder, added, texts.size() - once.size());
  }

  /**
   * The texts of these ids, in the order asked; ids that this workspace does not have are left out.
   */
  public List<Text> byIds(UUID workspaceId, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, Text> found =
        jdbc
            .sql("select * from forum_text where workspace_id = :workspace and id = any(:ids)")
            .param("workspace", workspaceId)
            .param("ids", ids.toArray(Long[]::new))
            .query(this::read)
            .list() // a stream of the client's would keep its connection until closed
            .stream()
            .collect(Collectors.toMap(Text::id, Function.identity()));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  /** The posts that were stored last and whose words are there, the newest first. */
  public List<Text> newestPosts(UUID workspaceId, int most) {
    return jdbc.sql(
            """
            select * from forum_text
             where workspace_id = :workspace and parent is null and body <> '' and expires_at > :now
             order by id desc
             limit :most
            """)
        .param("workspace", workspaceId)
        .param("now", Timestamp.from(clock.instant()))
        .param("most", most)
        .query(this::read)
        .list();
  }

  /**
   * A post and all stored comments of its thread: the post first, then the comments by age. Empty
   * if there is no such post.
   */
  public List<Text> thread(UUID workspaceId, Mode mode, long postId) {
    return jdbc.sql(
            """
            select t.*
              from forum_text p
              join forum_text t using (workspace_id, mode, source, thread)
             where p.id = :post
               and p.workspace_id = :workspace
               and p.mode = :mode
             order by t.parent is not null, t.created_at, t.id
            """)
        .param("post", postId)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(this::read)
        .list();
  }

  /**
   * Removes words on request: they are gone at once and do not come back when the source still
   * shows them.
   *
   * @return how many texts had not been removed before
   */
  @Transactional
  public int erase(UUID workspaceId, Collection<Long> ids) {
    List<Gone> erased =
        jdbc.sql(
                """
                with asked as (
                  select id, concat_ws(e'\\n\\n', nullif(title, ''), nullif(body, '')) as words
                    from forum_text
                   where workspace_id = :workspace
                     and id = any(:ids)
                     and not withheld
                   order by id
                     for update
                ),
                blanked as (
                  update forum_text f
                     set author = null, title = case when title is null then null else '' end, body = '',
                         fingerprint = null, erased_at = coalesce(erased_at, :now), withheld = true
                    from asked
                   where f.id = asked.id
                )
                select id, words from asked
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("workspace", workspaceId)
            .param("ids", ids.toArray(Long[]::new))
            .query(Gone.class)
            .list();
    tell(Why.ON_REQUEST, erased);
    return erased.size();
  }

  /**
   * Erases the words of texts that the source has not confirmed in time.
   *
   * @return how many were erased; at most one batch, so call again while it is not 0
   */
  @Transactional
  public int expire() {
    List<Gone> erased =
        jdbc.sql(
                """
                with overdue as (
                  select id, concat_ws(e'\\n\\n', nullif(title, ''), nullif(body, '')) as words
                    from forum_text
                   where expires_at <= :now
                     and erased_at is null
                   order by expires_at
                   limit :batch
                     for update skip locked
                ),
                blanked as (
                  update forum_text f
                     set author = null, title = case when title is null then null else '' end, body = '',
                         fingerprint = null, erased_at = :now
                    from overdue
                   where f.id = overdue.id
                )
                select id, words from overdue
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("batch", BATCH)
            .query(Gone.class)
            .list();
    tell(Why.OVERDUE, erased);
    return erased.size();
  }

  /**
   * Removes what a source gave of some texts: words, names, places and addresses. Only numbers that
   * other rows count by stay.
   *
   * @return how many; at most one batch, so call again while it is not 0
   */
  @Transactional
  public int removeSource(Mode mode, String source) {
    List<Gone> erased =
        jdbc.sql(
                """
                with batch as (
                  select id, concat_ws(e'\\n\\n', nullif(title, ''), nullif(body, '')) as words
                    from forum_text
                   where mode = :mode
                     and source = :source
                   order by id
                   limit :batch
                     for update skip locked
                ),
                blanked as (
                  update forum_text f
                     set source = 'removed', name = f.id::text, thread = f.id::text,
                         parent = case when parent is null then null else f.id::text end, community = 'removed',
                         author = null, title = case when title is null then null else '' end, body = '',
                         fingerprint = null, link = null, score = 0, comments = 0, traits = '{}',
                         status = 'removed', erased_at = coalesce(erased_at, :now), withheld = true
                    from batch
                   where f.id = batch.id
                )
                select id, words from batch
                """)
            .param("mode", mode.word())
            .param("source", source)
            .param("now", Timestamp.from(clock.instant()))
            .param("batch", BATCH)
            .query(Gone.class)
            .list();
    tell(Why.SOURCE_ENDED, erased);
    return erased.size();
  }

  private int upsert(
      UUID workspaceId, Mode mode, String collectedBy, List<NewText> batch, Map<String, Long> ids) {
    Instant now = clock.instant();
    List<Written> written =
        jdbc.sql(
                """
                with given as (
                  select *
                    from jsonb_to_recordset(:rows::jsonb) as t(
                         source text, name text, thread text, parent text, community text, author text, title text,
                         body text, fingerprint bigint, created_at timestamptz, score integer, comments integer,
                         link text, status text, traits text[])
                ),
                before as (
                  select f.id, f.source, f.name, f.erased_at is not null as was_erased,
                         concat_ws(e'\\n\\n', nullif(f.title, ''), nullif(f.body, '')) as words, f.title as title_before, f.body as body_before
                    from given
                         -- One by one: a join would read whatever the workspace has at each thread that is stored.
                   cross join lateral (select * from forum_text
                                        where workspace_id = :workspace and mode = :mode
                                          and source = given.source and name = given.name
                                       offset 0) f
                ),
                written as (
                  insert into forum_text as f (
                         workspace_id, mode, source, name, thread, parent, community, author, title, body, fingerprint,
                         created_at, score, comments, link, status, traits, collected_by, confirmed_at, expires_at,
                         erased_at)
                  select :workspace, :mode, source, name, thread, parent, community, author, title, body, fingerprint,
                         created_at, score, comments, link, status, traits, :flow, :now, :expires,
                         case when status = 'present' then null else :now::timestamptz end
                    from given
                   order by source, name
                      on conflict (workspace_id, mode, source, name) do update
                     set thread = excluded.thread, parent = excluded.parent, community = excluded.community,
                         author = case when not f.withheld then excluded.author end,
                         title = case when f.withheld and excluded.title is not null then '' else excluded.title end,
                         body = case when f.withheld then '' else excluded.body end,
                         fingerprint = case when not f.withheld then excluded.fingerprint end,
                         score = excluded.score, comments = excluded.comments, link = excluded.link,
                         status = excluded.status, traits = excluded.traits, collected_by = excluded.collected_by,
                         confirmed_at = excluded.confirmed_at, expires_at = excluded.expires_at,
                         erased_at = case when f.withheld then f.erased_at
                                      when excluded.erased_at is not null
                                      then coalesce(f.erased_at, excluded.erased_at) end
                   where excluded.collected_by <> :upload
                      or f.collected_by = :upload
                  returning id, source, name, erased_at is not null as is_erased, xmax = 0 as is_new,
                            title as title_after, body as body_after
                )
                select coalesce(w.id, b.id) as id, source, name, coalesce(w.is_new, false) as added,
                       coalesce(w.is_erased and not b.was_erased, false) as erased,
                       case when w.id is not null and not b.was_erased
                             and (w.is_erased or (title_after, body_after) is distinct from (title_before, body_before))
                            then b.words end as before
                  from written w
                  full join before b using (source, name)
                """)
            .param("rows", Row.allOf(batch))
            .param("workspace", workspaceId)
            .param("mode", mode.word())
            .param("flow", collectedBy)
            .param("upload", UPLOAD)
            .param("now", Timestamp.from(now))
            .param("expires", Timestamp.from(now.plus(settings.expiresAfter())))
            .query(Written.class)
            .list();
    written.forEach(row -> ids.put(keyOf(row.source(), row.name()), row.id()));
    tell(Why.AT_SOURCE, written.stream().filter(Written::erased).map(Written::gone).toList());
    List<Gone> changed = written.stream().filter(Written::changed).map(Written::gone).toList();
    if (!changed.isEmpty()) {
      events.publishEvent(new TextsChanged(changed));
    }
    return (int) written.stream().filter(Written::added).count();
  }

  private void tell(Why why, List<Gone> erased) {
    if (!erased.isEmpty()) {
      jdbc.sql(
              "insert into text_erased (text_id, at) select id, :now from unnest(cast(:ids as"
                  + " bigint[])) as id")
          .param("now", Timestamp.from(clock.instant()))
          .param("ids", erased.stream().map(Gone::id).toArray(Long[]::new))
          .update();
      events.publishEvent(new TextsErased(why, erased));
    }
  }

  private Text read(ResultSet row, int number) throws SQLException {
    Instant expiresAt = row.getTimestamp("expires_at").toInstant();
    boolean erased = row.getTimestamp("erased_at") != null || !clock.instant().isBefore(expiresAt);
    String title = row.getString("title");
    NewText text =
        new NewText(
            row.getString("source"),
            row.getString("name"),
            row.getString("thread"),
            row.getString("parent"),
            row.getString("community"),
            erased ? null : row.getString("author"),
            erased && title != null ? "" : title,
            erased ? "" : row.getString("body"),
            row.getTimestamp("created_at").toInstant(),
            row.getInt("score"),
            row.getInt("comments"),
            row.getString("link"),
            Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            Set.copyOf(Arrays.asList((String[]) row.getArray("traits").getArray())));
    return new Text(
        row.getLong("id"),
        text,
        row.getTimestamp("confirmed_at").toInstant(),
        expiresAt,
        row.getString("collected_by"),
        erased,
        erased ? null : fingerprintOf(row));
  }

  private static @Nullable Long fingerprintOf(ResultSet row) throws SQLException {
    long fingerprint = row.getLong("fingerprint");
    return row.wasNull() ? null : fingerprint;
  }

  private static List<List<NewText>> batches(List<NewText> texts) {
    List<List<NewText>> batches = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += BATCH) {
      batches.add(texts.subList(from, Math.min(from + BATCH, texts.size())));
    }
    return batches;
  }

  private static String keyOf(String source, String name) {
    return source + ' ' + name;
  }

  /**
   * A stored text.
   *
   * @param before its words till now, where it lost them
   */
  private record Written(
      long id, String source, String name, boolean added, boolean erased, @Nullable String before) {
    Gone gone() {
      return new Gone(id, before == null ? "" : before);
    }

    boolean changed() {
      return before != null && !erased;
    }
  }
}
