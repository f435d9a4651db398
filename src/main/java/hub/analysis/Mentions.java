package hub.analysis;

import hub.Sha256;
import hub.sources.NewText;
import hub.sources.Text;
import hub.sources.TextsErased.Gone;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Verified quotes. A mention is written only when its words were found again in its own text; what
 * was not found is counted as an event, and never shown.
 */
@Repository
class Mentions {
  /** What a mention says. */
  enum Role {
    EVIDENCE,
    CUE,
    PRODUCT,
    WORKAROUND,
    ANTIPATTERN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final JdbcClient jdbc;
  private final EventStore events;

  Mentions(JdbcClient jdbc, EventStore events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  /**
   * Records a quote if it stands in the text, or counts it as dropped.
   *
   * @param post the post whose thread it is in
   * @param detail a product's name or an anti-pattern; null for the other roles
   * @return whether it was found
   */
  boolean quote(
      Analysis analysis,
      PaidStage stage,
      long post,
      Text text,
      Role role,
      String quote,
      @Nullable String detail,
      @Nullable String strength) {
    Optional<Quotes.Place> place = Quotes.find(Quotes.words(text), quote);
    if (place.isEmpty()) {
      events.append(analysis.id(), new AnalysisEvent.QuoteDropped(stage.key(), text.id()));
      return false;
    }
    insert(analysis, post, text, role, place.get(), detail, strength);
    return true;
  }

  private void insert(
      Analysis analysis,
      long post,
      Text text,
      Role role,
      Quotes.Place place,
      @Nullable String detail,
      @Nullable String strength) {
    NewText source = text.text();
    jdbc.sql(
            """
            insert into mention (analysis_id, post_id, text_id, role, starts, ends, detail, strength,
                                 author_key, copy_key, is_comment, community, said_at)
            values (:analysis, :post, :text, :role, :starts, :ends, :detail, :strength,
                    :author, :copy, :comment, :community, :at)
            on conflict do nothing
            """)
        .param("analysis", analysis.id())
        .param("post", post)
        .param("text", text.id())
        .param("role", role.word())
        .param("starts", place.starts())
        .param("ends", place.ends())
        .param("detail", detail, java.sql.Types.VARCHAR)
        .param("strength", strength, java.sql.Types.VARCHAR)
        .param("author", authorKey(analysis.id(), source), java.sql.Types.VARCHAR)
        .param("copy", Copies.key(Quotes.words(text)), java.sql.Types.BIGINT)
        .param("comment", !source.isPost())
        .param("community", source.community())
        .param("at", Timestamp.from(source.createdAt()))
        .update();
  }

  /** Forgets what a post and its comments said: it turned out to be no mention. */
  void forget(UUID analysisId, long post) {
    jdbc.sql("delete from mention where analysis_id = :analysis and post_id = :post")
        .param("analysis", analysisId)
        .param("post", post)
        .update();
  }

  /** Nobody is counted as these texts' author any more. */
  void forgetAuthors(Collection<Long> texts) {
    jdbc.sql("update mention set author_key = null, copy_key = null where text_id = any(:texts)")
        .param("texts", texts.toArray(Long[]::new))
        .update();
  }

  /** Forgets every place in these texts, and their posts' own problems. */
  void forgetAll(Collection<Long> texts) {
    for (String table : List.of("mention", "finding", "analysis_comment")) {
      jdbc.sql("delete from " + table + " where text_id = any(:texts)")
          .param("texts", texts.toArray(Long[]::new))
          .update();
    }
  }

  private record At(long id, int starts, int ends) {}

  /** A text's author changed it: each quote is looked for in its words of now. */
  void findAgain(Gone before) {
    String now =
        jdbc.sql(
                """
                select concat_ws(e'\\n\\n', nullif(title, ''), nullif(body, '')) from forum_text where id = :id
                """)
            .param("id", before.id())
            .query(String.class)
            .single();
    for (At at :
        jdbc.sql("select id, starts, ends from mention where text_id = :text")
            .param("text", before.id())
            .query(At.class)
            .list()) {
      Optional<Quotes.Place> place =
          at.ends() > before.words().length()
              ? Optional.empty()
              : Quotes.find(now, before.words().substring(at.starts(), at.ends()));
      place.ifPresentOrElse(found -> move(at.id(), found), () -> forget(at.id()));
    }
  }

  private void move(long mention, Quotes.Place to) {
    jdbc.sql("update mention set starts = :starts, ends = :ends where id = :id")
        .param("starts", to.starts())
        .param("ends", to.ends())
        .param("id", mention)
        .update();
  }

  private void forget(long mention) {
    jdbc.sql("delete from mention where id = :id").param("id", mention).update();
  }

  /**
   * The author as a hash that means nothing outside this analysis; null if the account does not
   * count.
   */
  private static @Nullable String authorKey(UUID analysisId, NewText text) {
    String author = text.author();
    if (author == null
        || author.isBlank()
        || author.equals("[deleted]")
        || text.traits().contains("bot")) {
      return null;
    }
    return Sha256.hex(analysisId + ":" + author.toLowerCase(Locale.ROOT), 10);
  }
}
