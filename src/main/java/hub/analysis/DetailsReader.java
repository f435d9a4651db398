package hub.analysis;

import hub.analysis.view.Dropped;
import hub.analysis.view.LogLine;
import hub.analysis.view.ResultsDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an analysis left out, from its events, and the places its opportunities stand on. */
@Component
class DetailsReader implements ResultsDetails {
  /** How many of the log's lines are shown of each kind. */
  private static final int LINES = 5;

  private record Counted(String type, String why, int events, int foreign, int repeated) {}

  private record LeftOut(String why, int posts) {}

  private record Uncounted(int nobody, int copies) {}

  private final AnalysisRows rows;
  private final OpportunityRows opportunities;
  private final Findings findings;
  private final JdbcClient jdbc;

  DetailsReader(
      AnalysisRows rows, OpportunityRows opportunities, Findings findings, JdbcClient jdbc) {
    this.rows = rows;
    this.opportunities = opportunities;
    this.findings = findings;
    this.jdbc = jdbc;
  }

  @Override
  public List<Dropped> dropped(UUID workspaceId, UUID analysisId) {
    return rows.find(workspaceId, analysisId).map(this::dropped).orElse(List.of());
  }

  private List<Dropped> dropped(Analysis analysis) {
    Map<String, List<LogLine>> lines = lines(analysis.id());
    List<Dropped> all = new ArrayList<>();
    for (LeftOut left : leftOut(analysis.id())) {
      add(all, "Posts that were not judged", left.posts(), sentence(left.why()), List.of());
    }
    for (Counted counted : counted(analysis.id())) {
      add(all, counted, lines.getOrDefault(counted.type(), List.of()));
    }
    Uncounted uncounted = uncounted(analysis.id());
    add(
        all,
        "Quoted posts and comments of nobody",
        uncounted.nobody(),
        "Deleted or automatic accounts are quoted but count as no author.",
        List.of());
    add(
        all,
        "Authors of near-copies",
        uncounted.copies(),
        "Nearly the same words under several names count once.",
        List.of());
    return all;
  }

  private static void add(List<Dropped> all, Counted counted, List<LogLine> lines) {
    switch (counted.type()) {
      case "CommunityCollected" ->
          add(
              all,
              "Posts that came twice",
              counted.repeated(),
              "A post that several listings hold counts once.",
              lines);
      case "QuoteDropped" ->
          add(
              all,
              "Quotes not found word for word",
              counted.events(),
              "The model quoted words that do not stand in the text; such a quote is no evidence.",
              lines);
      case "IdsRefused" -> {
        add(
            all,
            "Ids that the model made up",
            counted.foreign(),
            "It answered for an item that nobody had asked about.",
            lines);
        add(
            all,
            "Items that the model answered twice",
            counted.repeated(),
            "Neither answer was used; the item was asked again.",
            lines);
      }
      case "ItemRefused" ->
          add(all, "Items without a judgement", counted.events(), sentence(counted.why()), lines);
      case "BatchSplit" ->
          add(
              all,
              "Answers that were asked for again in parts",
              counted.events(),
              sentence(counted.why()),
              lines);
      default ->
          add(
              all,
              "Answers that could not be used",
              counted.events(),
              "The answer was %s; its usage was charged.".formatted(counted.why()),
              lines);
    }
  }

  private static void add(
      List<Dropped> all, String what, int many, String why, List<LogLine> lines) {
    if (many > 0) {
      all.add(new Dropped(what, many, why, lines));
    }
  }

  private static String sentence(String words) {
    return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  private static final String OF_INTEREST =
      """
       analysis_id = :analysis
         and (type in ('QuoteDropped', 'IdsRefused', 'ItemRefused', 'BatchSplit')
              or type = 'CommunityCollected' and (data ->> 'repeats')::int > 0
              or type = 'Settled' and data ->> 'outcome' <> 'answered')
      """;

  private List<Counted> counted(UUID analysisId) {
    return jdbc.sql(
            """
            select type, coalesce(data ->> 'why', data ->> 'outcome', '') as why, count(*) as events,
                   coalesce(sum((data ->> 'foreign')::int), 0) as foreign,
                   coalesce(sum(coalesce(data ->> 'repeated', data ->> 'repeats')::int), 0) as repeated
              from analysis_event where
            """
                + OF_INTEREST
                + " group by 1, 2 order by min(seq)")
        .param("analysis", analysisId)
        .query(Counted.class)
        .list();
  }

  private Map<String, List<LogLine>> lines(UUID analysisId) {
    LogWords words = new LogWords(opportunities.firstTitles(analysisId));
    Map<String, List<LogLine>> lines = new HashMap<>();
    jdbc.sql(
            """
            select seq, at, type, data
              from (select *, row_number() over (partition by type order by seq) as place
                      from analysis_event where
            """
                + OF_INTEREST
                + ") as told where place <= :most order by seq")
        .param("analysis", analysisId)
        .param("most", LINES)
        .query(
            row -> {
              String type = row.getString("type");
              var stored =
                  new EventStore.Stored(
                      row.getLong("seq"),
                      row.getTimestamp("at").toInstant(),
                      EventJson.read(type, row.getString("data")));
              lines.computeIfAbsent(type, none -> new ArrayList<>()).add(words.line(stored));
            });
    return lines;
  }

  /** Posts that no wave took. */
  private List<LeftOut> leftOut(UUID analysisId) {
    return jdbc.sql(
            """
            select refused as why, count(*) as posts from analysis_post
             where analysis_id = :analysis and wave = 0 and refused is not null
             group by refused order by posts desc, refused
            """)
        .param("analysis", analysisId)
        .query(LeftOut.class)
        .list();
  }

  private Uncounted uncounted(UUID analysisId) {
    int counted = findings.authorsIn(analysisId).values().stream().mapToInt(n -> n).sum();
    int named =
        jdbc.sql(
                """
                select count(distinct (f.opportunity_id, m.author_key))
                  from finding f
                  join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
                 where f.analysis_id = :analysis and m.author_key is not null
                   and m.role in ('evidence', 'cue', 'workaround')
                """)
            .param("analysis", analysisId)
            .query(Integer.class)
            .single();
    int nobody =
        jdbc.sql(
                """
                select count(distinct m.text_id) from mention m
                 where m.analysis_id = :analysis and m.author_key is null
                   and m.role in ('evidence', 'cue', 'workaround')
                """)
            .param("analysis", analysisId)
            .query(Integer.class)
            .single();
    return new Uncounted(nobody, named - counted);
  }

  @Override
  public Map<UUID, Set<Long>> evidence(UUID workspaceId, UUID analysisId) {
    Map<UUID, Set<Long>> evidence = new HashMap<>();
    jdbc.sql(
            """
            select distinct f.opportunity_id, m.text_id
              from analysis a
              join finding f on f.analysis_id = a.id
              join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
             where a.id = :analysis and a.workspace_id = :workspace
               and m.role in ('evidence', 'cue', 'workaround')
            """)
        .param("analysis", analysisId)
        .param("workspace", workspaceId)
        .query(
            row -> {
              evidence
                  .computeIfAbsent(
                      row.getObject("opportunity_id", UUID.class), none -> new HashSet<>())
                  .add(row.getLong("text_id"));
            });
    return evidence;
  }
}
