package hub.sources;

import hub.Mode;
import hub.sources.NewText.Status;
import hub.sources.TextsErased.Gone;
import hub.sources.TextsErased.Why;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores texts by the thousand, in one statement a batch: one array a column, so that the driver
 * and the planner see few values however many rows there are.
 *
 * <p>Nobody vouches for a dump: what another flow collected is left as it is, and words removed on
 * request do not come back. Of a text that two imports bring, the later one counts.
 */
@Repository
public class BulkTexts {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  BulkTexts(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Whose texts these are and how long they are kept.
   *
   * @param importId which import brings them
   * @param expiresAt when the words are erased
   */
  public record Batch(UUID workspaceId, Mode mode, UUID importId, Instant expiresAt) {}

  /**
   * What a batch came to.
   *
   * @param rows how many were written
   * @param first the smallest id among them; 0 if none
   * @param last the largest
   */
  public record Written(long rows, long first, long last) {}

  /**
   * Stores a batch in the caller's transaction.
   *
   * @param texts each name at most once
   */
  public Written store(Batch batch, Collection<NewText> texts) {
    Instant now = clock.instant();
    List<NewText> rows = List.copyOf(texts);
    Map<Long, String> before = wordsBefore(batch, rows);
    List<StoredRow> written =
        jdbc.sql(
                """
                insert into forum_text as f (
                       workspace_id, mode, source, name, thread, parent, community, author, title, body, fingerprint,
                       created_at, score, comments, link, status, traits, collected_by, confirmed_at, expires_at,
                       erased_at, import_id)
                select :workspace, :mode, source, name, thread, parent, community, author, title, body, fingerprint,
                       to_timestamp(created), score, comments, link, status, string_to_array(traits, ','), :flow, :now,
                       :expires, case when status = 'present' then null else :now::timestamptz end, :import
                  from unnest(cast(:sources as text[]), cast(:names as text[]), cast(:threads as text[]),
                              cast(:parents as text[]), cast(:communities as text[]), cast(:authors as text[]),
                              cast(:titles as text[]), cast(:bodies as text[]), cast(:fingerprints as bigint[]),
                              cast(:created as bigint[]), cast(:scores as int[]), cast(:comments as int[]),
                              cast(:links as text[]), cast(:states as text[]), cast(:traits as text[]))
                    as t (source, name, thread, parent, community, author, title, body, fingerprint, created, score,
                          comments, link, status, traits)
                    on conflict (workspace_id, mode, source, name) do update
                   set thread = excluded.thread, parent = excluded.parent, community = excluded.community,
                       author = excluded.author, title = excluded.title, body = excluded.body,
                       fingerprint = excluded.fingerprint, score = excluded.score, comments = excluded.comments,
                       link = excluded.link, status = excluded.status, traits = excluded.traits,
                       confirmed_at = excluded.confirmed_at, expires_at = excluded.expires_at,
                       erased_at = excluded.erased_at, import_id = excluded.import_id
                 where f.collected_by = :flow
                   and not f.withheld
                returning id, xmax <> 0 and erased_at is not null as erased
                """)
            .param("workspace", batch.workspaceId())
            .param("mode", batch.mode().word())
            .param("flow", Texts.IMPORT)
            .param("import", batch.importId())
            .param("now", Timestamp.from(now))
            .param("expires", Timestamp.from(batch.expiresAt()))
            .param("sources", words(rows, NewText::source))
            .param("names", words(rows, NewText::name))
            .param("threads", words(rows, NewText::thread))
            .param("parents", words(rows, NewText::parent))
            .param("communities", words(rows, NewText::community))
            .param("authors", words(rows, text -> shown(text) ? text.author() : null))
            .param("titles", words(rows, BulkTexts::title))
            .param("bodies", words(rows, text -> shown(text) ? text.body() : ""))
            .param("fingerprints", rows.stream().map(BulkTexts::fingerprint).toArray(Long[]::new))
            .param("created", seconds(rows))
            .param("scores", rows.stream().map(NewText::score).toArray(Integer[]::new))
            .param("comments", rows.stream().map(NewText::comments).toArray(Integer[]::new))
            .param("links", words(rows, NewText::link))
            .param("states", words(rows, text -> text.status().name().toLowerCase(Locale.ROOT)))
            .param("traits", words(rows, text -> String.join(",", new TreeSet<>(text.traits()))))
            .query(StoredRow.class)
            .list();
    tell(written, before);
    return new Written(
        written.size(),
        written.stream().mapToLong(StoredRow::id).min().orElse(0),
        written.stream().mapToLong(StoredRow::id).max().orElse(0));
  }

  /** The words, till now, of texts that the archive shows as taken back. */
  private Map<Long, String> wordsBefore(Batch batch, List<NewText> rows) {
    List<NewText> gone = rows.stream().filter(text -> !shown(text)).toList();
    Map<Long, String> before = new HashMap<>();
    if (!gone.isEmpty()) {
      jdbc.sql(
              """
              select id, concat_ws(e'\\n\\n', nullif(title, ''), nullif(body, '')) as words
                from forum_text f
                join unnest(cast(:sources as text[]), cast(:names as text[])) as t (source, name) using (source, name)
               where f.workspace_id = :workspace
                 and f.mode = :mode
                 and f.erased_at is null
                 for update of f
              """)
          .param("workspace", batch.workspaceId())
          .param("mode", batch.mode().word())
          .param("sources", words(gone, NewText::source))
          .param("names", words(gone, NewText::name))
          .query(
              row -> {
                before.put(row.getLong("id"), row.getString("words"));
              });
    }
    return before;
  }

  private void tell(List<StoredRow> written, Map<Long, String> before) {
    List<Gone> erased =
        written.stream()
            .filter(StoredRow::erased)
            .map(row -> new Gone(row.id(), before.getOrDefault(row.id(), "")))
            .toList();
    if (!erased.isEmpty()) {
      jdbc.sql(
              "insert into text_erased (text_id, at) select id, :now from unnest(cast(:ids as"
                  + " bigint[])) as id")
          .param("now", Timestamp.from(clock.instant()))
          .param("ids", erased.stream().map(Gone::id).toArray(Long[]::new))
          .update();
      events.publishEvent(new TextsErased(Why.AT_SOURCE, erased));
    }
  }

  private static boolean shown(NewText text) {
    return text.status() == Status.PRESENT;
  }

  private static @Nullable String title(NewText text) {
    return text.title() == null || shown(text) ? text.title() : "";
  }

  private static @Nullable Long fingerprint(NewText text) {
    return shown(text) ? Fingerprint.of(text.title(), text.body()) : null;
  }

  private static Long[] seconds(List<NewText> rows) {
    return rows.stream().map(text -> text.createdAt().getEpochSecond()).toArray(Long[]::new);
  }

  private static @Nullable String[] words(
      List<NewText> rows, Function<NewText, @Nullable String> column) {
    @Nullable String[] words = new String[rows.size()];
    IntStream.range(0, words.length)
        .forEach(i -> words[i] = Storable.clean(column.apply(Objects.requireNonNull(rows.get(i)))));
    return words;
  }

  private record StoredRow(long id, boolean erased) {}
}
