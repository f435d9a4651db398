package hub.analysis;

import hub.analysis.view.Stage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Opportunities and their mentions as pages read them. */
@Repository
class OpportunityRows {

  /** An opportunity or candidate that findings stand under. */
  record Row(UUID id, String title, String problem, String who, String today, Instant foundAt) {}

  /** A verified quote's place. */
  record Mention(
      long id,
      long post,
      long text,
      String role,
      int starts,
      int ends,
      @Nullable String detail,
      @Nullable String strength,
      @Nullable String author,
      boolean comment,
      String community,
      Instant at) {

    boolean isOwnWords() {
      return !role.equals("product") && !role.equals("antipattern");
    }
  }

  private final JdbcClient jdbc;

  OpportunityRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Row> of(UUID analysisId) {
    return jdbc.sql(
            """
            select id, title, problem, who, today, found_at from opportunity o
             where analysis_id = :analysis
               and exists (select from finding f where f.opportunity_id = o.id)
             order by found_at, id
            """)
        .param("analysis", analysisId)
        .query(Row.class)
        .list();
  }

  Optional<Row> find(UUID analysisId, UUID id) {
    return jdbc.sql(
            """
            with recursive kept as (
              select id, merged_into from opportunity where id = :id and analysis_id = :analysis
              union all
              select o.id, o.merged_into from opportunity o join kept k on o.id = k.merged_into)
            select o.id, o.title, o.problem, o.who, o.today, o.found_at
              from opportunity o join kept k on k.id = o.id and k.merged_into is null
            """)
        .param("id", id)
        .param("analysis", analysisId)
        .query(Row.class)
        .optional();
  }

  /** Every opportunity's title, those that were merged into another under its title. */
  Map<UUID, String> titles(UUID analysisId) {
    Map<UUID, String> titles = new HashMap<>();
    jdbc.sql(
            """
            select o.id, coalesce(m.title, o.title) as title
              from opportunity o left join opportunity m on m.id = o.merged_into
             where o.analysis_id = :analysis
            """)
        .param("analysis", analysisId)
        .query(
            row -> {
              titles.put(row.getObject("id", UUID.class), row.getString("title"));
            });
    return titles;
  }

  /** The title under which each was found, which never changes. */
  Map<UUID, String> firstTitles(UUID analysisId) {
    Map<UUID, String> titles = new HashMap<>();
    jdbc.sql("select id, found_as from opportunity where analysis_id = :analysis")
        .param("analysis", analysisId)
        .query(
            row -> {
              titles.put(row.getObject("id", UUID.class), row.getString("found_as"));
            });
    return titles;
  }

  /** The mentions of each of an analysis's opportunities, in the order they were found. */
  Map<UUID, List<Mention>> mentions(UUID analysisId) {
    Map<UUID, List<Mention>> mentions = new HashMap<>();
    jdbc.sql(
            """
            select m.*, f.opportunity_id
              from finding f
              join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
             where f.analysis_id = :analysis
             order by m.id
            """)
        .param("analysis", analysisId)
        .query(
            row -> {
              mentions
                  .computeIfAbsent(
                      row.getObject("opportunity_id", UUID.class), id -> new ArrayList<>())
                  .add(mention(row));
            });
    return mentions;
  }

  /** All of a thread's mentions, with the opportunity they count for. */
  Map<Mention, UUID> inThread(UUID analysisId, long post) {
    Map<Mention, UUID> found = new LinkedHashMap<>();
    jdbc.sql(
            """
            select m.*, f.opportunity_id
              from mention m
              join finding f on f.analysis_id = m.analysis_id and f.text_id = m.post_id
             where m.analysis_id = :analysis and m.post_id = :post
             order by m.is_comment, m.said_at, m.starts
            """)
        .param("analysis", analysisId)
        .param("post", post)
        .query(
            row -> {
              found.put(mention(row), row.getObject("opportunity_id", UUID.class));
            });
    return found;
  }

  private static Mention mention(ResultSet row) throws SQLException {
    return new Mention(
        row.getLong("id"),
        row.getLong("post_id"),
        row.getLong("text_id"),
        row.getString("role"),
        row.getInt("starts"),
        row.getInt("ends"),
        row.getString("detail"),
        row.getString("strength"),
        row.getString("author_key"),
        row.getBoolean("is_comment"),
        row.getString("community"),
        row.getTimestamp("said_at").toInstant());
  }

  /** What each opportunity was charged in all. */
  Map<UUID, BigDecimal> charges(UUID analysisId) {
    Map<UUID, BigDecimal> charges = new HashMap<>();
    chargesByStage(analysisId)
        .forEach(
            (id, stages) ->
                charges.put(id, stages.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
    return charges;
  }

  /**
   * What each opportunity was charged by each stage: a call's charge is shared evenly by the posts
   * it was about, and a post's share counts for the opportunity it stands under.
   */
  Map<UUID, Map<Stage, BigDecimal>> chargesByStage(UUID analysisId) {
    Map<UUID, Map<Stage, BigDecimal>> charges = new HashMap<>();
    jdbc.sql(
            """
            select f.opportunity_id, c.stage, sum(c.charge / cardinality(c.posts)) as charge
              from analysis_charge c
              cross join lateral unnest(c.posts) as p (id)
              join finding f on f.analysis_id = c.analysis_id and f.text_id = p.id
             where c.analysis_id = :analysis
             group by f.opportunity_id, c.stage
            """)
        .param("analysis", analysisId)
        .query(
            row -> {
              charges
                  .computeIfAbsent(
                      row.getObject("opportunity_id", UUID.class), id -> new EnumMap<>(Stage.class))
                  .merge(
                      PaidStage.of(row.getString("stage")).onPages(),
                      row.getBigDecimal("charge"),
                      BigDecimal::add);
            });
    return charges;
  }

  /**
   * Of an opportunity's mentions people's own words, in the order they are best shown: one voice
   * after the other.
   */
  static List<Mention> best(List<Mention> mentions) {
    List<Mention> own = mentions.stream().filter(Mention::isOwnWords).toList();
    Set<String> heard = new HashSet<>();
    Set<Mention> best =
        own.stream()
            .sorted(Comparator.comparing(OpportunityRows::rank).thenComparing(Mention::id))
            .filter(m -> m.author() != null && heard.add(m.author()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    best.addAll(own);
    return List.copyOf(best);
  }

  private static int rank(Mention mention) {
    return switch (mention.role()) {
      case "cue" -> 0;
      case "evidence" -> 1;
      default -> 2;
    };
  }

  /** How many quotes of each opportunity's posts were not found word for word. */
  Map<UUID, Integer> dropped(UUID analysisId) {
    Map<UUID, Integer> dropped = new HashMap<>();
    jdbc.sql(
            """
            select f.opportunity_id, count(*) as quotes
              from analysis_event e
              join finding f on f.analysis_id = e.analysis_id
                            and f.text_id = (e.data ->> 'text')::bigint
             where e.analysis_id = :analysis and e.type = 'QuoteDropped'
             group by f.opportunity_id
            """)
        .param("analysis", analysisId)
        .query(
            row -> {
              dropped.put(row.getObject("opportunity_id", UUID.class), row.getInt("quotes"));
            });
    return dropped;
  }

  Instant createdAt(UUID analysisId) {
    return jdbc.sql("select created_at from analysis where id = :id")
        .param("id", analysisId)
        .query(Timestamp.class)
        .single()
        .toInstant();
  }
}
