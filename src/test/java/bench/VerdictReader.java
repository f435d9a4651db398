package bench;

import hub.analysis.view.AnalysisReader;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Quote;
import hub.analysis.view.ResultsView;
import hub.analysis.view.Score;
import hub.analysis.view.Weights;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what analyses said of the labelled texts: verdicts from the tables, quotes as shown. */
final class VerdictReader {
  /** Opportunities come before candidates, whatever their scores. */
  private static final double OPPORTUNITY = 1_000;

  private static final double CANDIDATE = 1;

  /** A post's own levels order the posts of one opportunity, and no more. */
  private static final double LEVEL = 0.001;

  private final JdbcClient jdbc;
  private final AnalysisReader reader;
  private final UUID workspace;
  private final Map<String, Labelled> byName;

  private final Map<String, Verdicts.Post> posts = new HashMap<>();
  private final Map<String, String> stances = new HashMap<>();
  private int shown;
  private int exact;

  VerdictReader(JdbcClient jdbc, AnalysisReader reader, UUID workspace, LabelledSet set) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.workspace = workspace;
    this.byName =
        set.texts().stream().collect(Collectors.toMap(LabelledSet::name, Function.identity()));
  }

  Verdicts read(List<UUID> analyses) {
    BigDecimal charged = BigDecimal.ZERO;
    int refused = 0;
    for (UUID analysis : analyses) {
      ResultsView results = reader.results(workspace, analysis).orElseThrow();
      charged = charged.add(results.money().charged());
      refused += refusedQuotes(analysis);
      readPosts(analysis, values(analysis, results));
      readStances(analysis);
    }
    return new Verdicts(posts, stances, shown, exact, refused, charged);
  }

  /** Each opportunity's place in the report, and its quotes counted on the way. */
  private Map<UUID, Double> values(UUID analysis, ResultsView results) {
    Map<UUID, Double> values = new HashMap<>();
    Stream.concat(
            results.opportunities().stream().map(found -> found.id()),
            results.candidates().stream().map(found -> found.id()))
        .forEach(
            id -> {
              OpportunityView view = reader.opportunity(workspace, analysis, id).orElseThrow();
              double score =
                  Score.of(view.opportunity().facts(), Weights.STANDARD).sum().doubleValue();
              values.put(id, score + (view.candidate() ? CANDIDATE : OPPORTUNITY));
              Stream.concat(
                      view.quotes().stream(),
                      view.findings().stream().flatMap(finding -> finding.quotes().stream()))
                  .forEach(this::check);
            });
    return values;
  }

  /** A quote is exact if its author's own labelled text holds it, unit for unit. */
  private void check(Quote quote) {
    shown++;
    boolean isTheirs =
        quote.words() != null
            && byName.values().stream()
                .anyMatch(
                    text ->
                        text.author().equals(quote.author())
                            && text.words().contains(quote.words().text()));
    exact += isTheirs ? 1 : 0;
  }

  private int refusedQuotes(UUID analysis) {
    return jdbc.sql(
            """
            select count(*) from analysis_event
             where analysis_id = :analysis and type = 'QuoteDropped'
            """)
        .param("analysis", analysis)
        .query(Integer.class)
        .single();
  }

  private void readPosts(UUID analysis, Map<UUID, Double> values) {
    Map<String, Set<String>> patterns = antiPatterns(analysis);
    jdbc.sql(
            """
            select t.name, coalesce(p.label, '') as label, coalesce(p.fit, false) as fits,
                   coalesce(p.kept, false) as kept, coalesce(p.survived, false) as survived,
                   f.opportunity_id as opportunity,
                   coalesce(f.pain + f.would_pay + f.doable + f.room, 0) as levels
              from analysis_post p
              join forum_text t on t.id = p.text_id
              left join finding f on f.analysis_id = p.analysis_id and f.text_id = p.text_id
             where p.analysis_id = :analysis
            """)
        .param("analysis", analysis)
        .query(
            row -> {
              String name = row.getString("name");
              UUID opportunity = row.getObject("opportunity", UUID.class);
              boolean counts = row.getBoolean("survived") && opportunity != null;
              posts.put(
                  id(name),
                  new Verdicts.Post(
                      row.getString("label"),
                      row.getBoolean("fits"),
                      row.getBoolean("kept"),
                      counts,
                      patterns.getOrDefault(name, Set.of()),
                      counts ? opportunity : null,
                      counts
                          ? values.getOrDefault(opportunity, 0.0) + LEVEL * row.getInt("levels")
                          : 0));
            });
  }

  private Map<String, Set<String>> antiPatterns(UUID analysis) {
    Map<String, Set<String>> found = new HashMap<>();
    jdbc.sql(
            """
            select t.name, m.detail from mention m join forum_text t on t.id = m.text_id
             where m.analysis_id = :analysis and m.role = 'antipattern'
            """)
        .param("analysis", analysis)
        .query(
            row -> {
              found
                  .computeIfAbsent(row.getString("name"), name -> new HashSet<>())
                  .add(row.getString("detail"));
            });
    return found;
  }

  private void readStances(UUID analysis) {
    jdbc.sql(
            """
            select t.name, c.stance from analysis_comment c join forum_text t on t.id = c.text_id
             where c.analysis_id = :analysis
            """)
        .param("analysis", analysis)
        .query(
            row -> {
              stances.put(id(row.getString("name")), row.getString("stance"));
            });
  }

  private String id(String name) {
    Labelled text = byName.get(name);
    if (text == null) {
      throw new IllegalStateException("No labelled text has the name " + name);
    }
    return text.id();
  }
}
